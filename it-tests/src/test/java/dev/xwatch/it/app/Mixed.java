package dev.xwatch.it.app;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Calls the methods of {@link Hundred} one after the other, all equally often or by their {@link Heat}, until a line comes on
 * stdin; another starts it again, and so on. At each it tells how often each was called since the one before.
 */
public final class Mixed {
    /** The number of methods. */
    public static final int METHODS = 100;

    /** How often a method is called. */
    public enum Heat {
        HOT(40, 1),
        WARM(4, 1),
        COLD(1, 25);

        private final int callsAtOnce;
        private final int rounds;

        Heat(int callsAtOnce, int rounds) {
            this.callsAtOnce = callsAtOnce;
            this.rounds = rounds;
        }

        /** A tenth is hot, half is cold. */
        static Heat of(int method) {
            return switch (method % 10) {
                case 0 -> HOT;
                case 1, 2, 3, 4 -> WARM;
                default -> COLD;
            };
        }

        public List<Integer> methods() {
            return IntStream.range(0, METHODS)
                    .filter(method -> of(method) == this)
                    .boxed()
                    .toList();
        }

        int calls(long round, int method) {
            return (round + method) % rounds == 0 ? callsAtOnce : 0;
        }
    }

    private static final int WARM_UP_CALLS = 30_000;
    private static final int CALLS_AT_ONCE = 5;
    private static final long PAUSE_MILLIS = 2;

    private Mixed() {}

    /** @param args {@code mixed}, or nothing: then all are called equally often */
    public static void main(String[] args) throws Throwable {
        MethodHandle[] methods = new MethodHandle[METHODS];
        for (int i = 0; i < METHODS; i++) {
            MethodType type = MethodType.methodType(long.class, long.class);
            methods[i] = MethodHandles.lookup().findStatic(Hundred.class, "m" + i, type);
            for (int call = 0; call < WARM_UP_CALLS; call++) {
                long ignored = (long) methods[i].invokeExact((long) call);
            }
        }
        boolean mixed = args.length > 0;
        System.out.println("ready");
        while (System.in.read() >= 0) {
            long[] calls = new long[METHODS];
            for (long round = 0; System.in.available() == 0; round++) {
                for (int i = 0; i < METHODS; i++) {
                    int count = mixed ? Heat.of(i).calls(round, i) : CALLS_AT_ONCE;
                    call(methods[i], count);
                    calls[i] += count;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            System.in.read();
            System.out.println(
                    "calls " + Arrays.stream(calls).mapToObj(Long::toString).collect(Collectors.joining(" ")));
        }
    }

    private static void call(MethodHandle method, int count) throws Throwable {
        for (int call = 0; call < count; call++) {
            long ignored = (long) method.invokeExact((long) call);
        }
    }
}
