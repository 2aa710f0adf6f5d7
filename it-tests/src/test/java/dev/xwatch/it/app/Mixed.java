package dev.xwatch.it.app;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Calls the methods of {@link Hundred} one after the other, until a line comes on stdin; another starts it again, and so
 * on. At each it tells how often each was called since the one before.
 */
public final class Mixed {
    /** The number of methods. */
    public static final int METHODS = 100;

    private static final int WARM_UP_CALLS = 30_000;
    private static final int CALLS_AT_ONCE = 5;
    private static final long PAUSE_MILLIS = 2;

    private Mixed() {}

    /** @param args nothing */
    public static void main(String[] args) throws Throwable {
        MethodHandle[] methods = new MethodHandle[METHODS];
        for (int i = 0; i < METHODS; i++) {
            MethodType type = MethodType.methodType(long.class, long.class);
            methods[i] = MethodHandles.lookup().findStatic(Hundred.class, "m" + i, type);
            for (int call = 0; call < WARM_UP_CALLS; call++) {
                long ignored = (long) methods[i].invokeExact((long) call);
            }
        }
        System.out.println("ready");
        while (System.in.read() >= 0) {
            long[] calls = new long[METHODS];
            while (System.in.available() == 0) {
                call(methods, calls);
                Thread.sleep(PAUSE_MILLIS);
            }
            System.in.read();
            System.out.println(
                    "calls " + Arrays.stream(calls).mapToObj(Long::toString).collect(Collectors.joining(" ")));
        }
    }

    private static void call(MethodHandle[] methods, long[] calls) throws Throwable {
        for (int i = 0; i < METHODS; i++) {
            for (int call = 0; call < CALLS_AT_ONCE; call++) {
                long ignored = (long) methods[i].invokeExact((long) call);
                calls[i]++;
            }
        }
    }
}
