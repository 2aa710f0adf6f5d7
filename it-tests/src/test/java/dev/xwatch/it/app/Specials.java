package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;

/**
 * Methods of all kinds: overloads, a constructor, a static initializer, a lambda, a class in two loaders, a hidden class,
 * those of the JDK. {@code call N} on stdin has each called so many times; the answer is {@code done}.
 */
public final class Specials {
    static long initialized = initialize();

    private final Map<Key, Integer> map = new HashMap<>();
    private final List<IntUnaryOperator> twins = List.of(twin(), twin());
    private final IntUnaryOperator hidden = hidden();

    @SuppressWarnings("UnnecessaryLambda") // its body is what is watched
    private final IntUnaryOperator lambda = x -> x * 3 + 1;

    private final Heir heir = new Heir();

    private Specials() throws ReflectiveOperationException {}

    private static long initialize() {
        return System.nanoTime();
    }

    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        Specials specials = new Specials();
        specials.call(1);
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println("sum " + specials.call(Integer.parseInt(line.substring("call ".length()))));
            System.out.println("done");
        }
    }

    private long call(int calls) {
        long sum = initialized;
        for (int i = 0; i < calls; i++) {
            sum += over(i) + over((long) i) + over("x");
            sum += new Made(i).value;
            sum += new Key(i).hashCode();
            map.put(new Key(i & 7), i);
            sum += Objects.requireNonNull(map.get(new Key(i & 7)));
            sum += lambda.applyAsInt(i) + hidden.applyAsInt(i) + heir.inherited(i) + heir.area(i);
            for (IntUnaryOperator twin : twins) {
                sum += twin.applyAsInt(i);
            }
        }
        return sum;
    }

    static int over(int x) {
        return x + 1;
    }

    static long over(long x) {
        return x + 2;
    }

    static int over(String x) {
        return x.length();
    }

    /** Its constructor is watched. */
    static final class Made {
        private final int value;

        Made(int value) {
            this.value = value * 7;
        }
    }

    record Key(int number) {}

    interface Shape {
        int area(int x);
    }

    static class Base {
        int inherited(int x) {
            return x - 1;
        }
    }

    static final class Heir extends Base implements Shape {
        @Override
        public int area(int x) {
            return x - 2;
        }
    }

    /** Loaded by two loaders of its own. */
    public static final class Twin implements IntUnaryOperator {
        @Override
        public int applyAsInt(int x) {
            return x + 5;
        }
    }

    private static IntUnaryOperator twin() throws ReflectiveOperationException {
        return (IntUnaryOperator)
                new ClassLoader(Specials.class.getClassLoader()) {
                    Class<?> define() {
                        byte[] bytes = bytes("Twin");
                        return defineClass("dev.xwatch.it.app.Specials$Twin", bytes, 0, bytes.length);
                    }
                }.define().getDeclaredConstructor().newInstance();
    }

    /** The template of the hidden class. */
    static final class Cloak implements IntUnaryOperator {
        @Override
        public int applyAsInt(int x) {
            return x + 9;
        }
    }

    private static IntUnaryOperator hidden() throws ReflectiveOperationException {
        return (IntUnaryOperator) MethodHandles.lookup()
                .defineHiddenClass(bytes("Cloak"), true)
                .lookupClass()
                .getDeclaredConstructor()
                .newInstance();
    }

    private static byte[] bytes(String nested) {
        try (InputStream in = Specials.class.getResourceAsStream("Specials$" + nested + ".class")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
