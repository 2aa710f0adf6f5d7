package dev.xwatch.it.app;

import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

/**
 * Calls {@link #target} from a stack of some depth: methods of several kinds, compiled, inlined where the JIT likes to. At
 * each line on stdin it makes {@value #CALLS} calls and says {@code done}. It counts its frames itself.
 */
public final class Deep {
    /** For a line. */
    public static final int CALLS = 100;

    private static final int WARM_UP_CALLS = 20_000;

    private static boolean counting;
    private static long counted;

    private final int depth;

    private Deep(int depth) {
        this.depth = depth;
    }

    /** @param args how many frames there are to be between {@code main} and the one that calls */
    public static void main(String[] args) throws Exception {
        Deep deep = new Deep(Integer.parseInt(args[0]));
        // First of all: afterwards it would make compiled code invalid.
        counting = true;
        long sum = deep.first(deep.depth, 0);
        counting = false;
        for (int i = 0; i < WARM_UP_CALLS; i++) {
            sum += deep.first(deep.depth, i);
        }
        System.out.println("frames " + counted);
        while (System.in.read() >= 0) {
            for (int i = 0; i < CALLS; i++) {
                sum += deep.first(deep.depth, i);
                Thread.sleep(1);
            }
            System.out.println("done " + sum);
        }
    }

    private long first(int left, long value) {
        return left == 0 ? target(value) : second(left - 1, value + 1, value * 3, left) + value;
    }

    private long second(int left, long value, long other, int unused) {
        return left == 0 ? target(value) : third(left - 1, value ^ other) * 31 + other + unused;
    }

    private static long apply(LongUnaryOperator operator, long value) {
        return operator.applyAsLong(value) + 1;
    }

    private long third(int left, long value) {
        // The lambda and apply are frames, too.
        return left < 3 ? first(0, value) : apply(next -> first(left - 3, next), value);
    }

    /** What is watched. */
    static long target(long value) {
        if (counting) {
            counted = StackWalker.getInstance(StackWalker.Option.SHOW_HIDDEN_FRAMES)
                    .walk(Stream::count);
        }
        return value >> 1;
    }
}
