package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Comes to {@link Witness#call} by all kinds of code, each of which is interpreted at first and compiled in the end. Compiles
 * the watched method, says {@code ready}, waits for a line, does its rounds, says {@code done}, and waits for the end of its
 * input.
 */
public final class Stacks {
    /** A round calls the witness so often. */
    public static final int CALLS_PER_ROUND = 9;

    private static final int WARM_UP = 30_000;

    /** More each round, so that the first are interpreted, and the last compiled by C2. */
    private static final int WARM_CALLS = 30;

    private static final Method REFLECTED = method("reflected");
    private static final MethodHandle HANDLE = handle();

    private static boolean witnessing;
    private static int sum;

    private Stacks() {}

    /** @param args where the witness writes, how many rounds */
    public static void main(String[] args) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            sum += Witness.Watched.leaf(-1, i);
        }
        Witness.writeTo(Path.of(args[0]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        System.out.println("ready");
        in.readLine();
        int rounds = Integer.parseInt(args[1]);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < WARM_CALLS * round; i++) {
                everyWay(i);
            }
            witnessing = true;
            everyWay(round);
            witnessing = false;
            Thread.sleep(1); // the rings have room for some dozens
        }
        Witness.close();
        System.out.println("done " + sum);
        in.readLine();
    }

    private static void everyWay(int x) throws Exception {
        sum += direct(x);
        sum += (int) REFLECTED.invoke(null, x);
        sum += viaHandle(x);
        IntUnaryOperator lambda = y -> outer(y) + 1;
        sum += lambda.applyAsInt(x);
        sum += IntStream.of(x).map(Stacks::outer).sum();
        sum += recursion(x % 12, x);
        sum += manyArguments(1, 2L, 3, 4L, 5, 6L, 7, 8.0, x);
        sum += synchronizedCall(x);
        Shape shape = new Shape(x) {
            @Override
            int area() {
                return outer(side);
            }
        };
        sum += shape.area();
    }

    private abstract static class Shape {
        final int side;

        Shape(int side) {
            this.side = side;
        }

        abstract int area();
    }

    static int direct(int x) {
        return middle(x) + 1;
    }

    private static int middle(int x) {
        int doubled = 2 * x;
        return inner(doubled) + 3;
    }

    private static int inner(int x) {
        return witnessing ? Witness.call(x) : x;
    }

    private static int outer(int x) {
        int part = 0;
        for (int i = 0; i < 3; i++) {
            part += i == 1 ? middle(x + i) : i;
        }
        return part;
    }

    private static int recursion(int depth, int x) {
        return depth == 0 ? outer(x) : recursion(depth - 1, x) + depth;
    }

    private static int manyArguments(int a, long b, int c, long d, int e, long f, int g, double h, int x) {
        return (int) (a + b + c + d + e + f + g + h) + outer(x);
    }

    private static synchronized int synchronizedCall(int x) {
        return outer(x);
    }

    static int reflected(int x) {
        return outer(x);
    }

    private static int viaHandle(int x) throws Exception {
        try {
            return (int) HANDLE.invokeExact(x);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method method(String name) {
        try {
            return Stacks.class.getDeclaredMethod(name, int.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle handle() {
        try {
            return MethodHandles.lookup()
                    .findStatic(Stacks.class, "outer", MethodType.methodType(int.class, int.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
