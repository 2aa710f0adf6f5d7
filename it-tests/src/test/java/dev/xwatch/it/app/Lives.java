package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.charset.Charset;
import java.util.Objects;

/**
 * A method, {@code Subject.run}, that is called and thrown out by turns, as lines on stdin say, each of which is answered:
 * {@code call N}; {@code trap} (a branch that was never taken); {@code hierarchy} (a class is loaded that overrides what
 * was the only implementation); {@code retransform}. To be run as its own agent too, for the last.
 */
public final class Lives {
    @SuppressWarnings("NullAway.Init") // set by the JVM, before main
    private static Instrumentation instrumentation;

    private int traps;
    private int hierarchies;

    private Lives() {}

    public static void premain(String options, Instrumentation given) {
        instrumentation = given;
    }

    public static void main(String[] args) throws Exception {
        System.out.println("ready");
        new Lives().obey();
    }

    private void obey() throws IOException, ReflectiveOperationException, UnmodifiableClassException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] command = line.split(" ", -1);
            switch (command[0]) {
                case "call" -> System.out.println("sum " + call(Integer.parseInt(command[1])));
                case "trap" -> Subject.run(--traps);
                case "hierarchy" ->
                    Class.forName("dev.xwatch.it.app.Lives$Other" + ++hierarchies)
                            .getDeclaredConstructor()
                            .newInstance();
                case "retransform" -> Objects.requireNonNull(instrumentation).retransformClasses(Subject.class);
                default -> throw new IllegalArgumentException(line);
            }
            System.out.println("done " + command[0]);
        }
    }

    private static long call(int calls) {
        long sum = 0;
        for (int i = 0; i < calls; i++) {
            sum += Subject.run(i);
        }
        return sum;
    }

    /** What is called and counted. */
    static final class Subject {
        static final Root1 ROOT1 = new Only1();
        static final Root2 ROOT2 = new Only2();
        static final Root3 ROOT3 = new Only3();

        /** Arrays: what a constant holds is known to the JIT, and needs no assumption about its class. */
        static final Root1[] FIRST = {ROOT1};

        static final Root2[] SECOND = {ROOT2};
        static final Root3[] THIRD = {ROOT3};

        private Subject() {}

        static long run(int x) {
            long result = x;
            if (x == -1) {
                result *= 3;
            }
            if (x == -2) {
                result *= 5;
            }
            if (x == -3) {
                result *= 7;
            }
            if (x == -4) {
                result *= 11;
            }
            return FIRST[0].value(result) + SECOND[0].value(result) + THIRD[0].value(result);
        }
    }

    /** Has one implementation until {@link Other1} is loaded. */
    abstract static class Root1 {
        abstract long value(long x);
    }

    static final class Only1 extends Root1 {
        @Override
        long value(long x) {
            return x + 1;
        }
    }

    static final class Other1 extends Root1 {
        @Override
        long value(long x) {
            return x - 1;
        }
    }

    /** Has one implementation until {@link Other2} is loaded. */
    abstract static class Root2 {
        abstract long value(long x);
    }

    static final class Only2 extends Root2 {
        @Override
        long value(long x) {
            return x + 2;
        }
    }

    static final class Other2 extends Root2 {
        @Override
        long value(long x) {
            return x - 2;
        }
    }

    /** Has one implementation until {@link Other3} is loaded. */
    abstract static class Root3 {
        abstract long value(long x);
    }

    static final class Only3 extends Root3 {
        @Override
        long value(long x) {
            return x + 3;
        }
    }

    static final class Other3 extends Root3 {
        @Override
        long value(long x) {
            return x - 3;
        }
    }
}
