package dev.xwatch.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Gives a parser many inputs. Allowed are a value, or one of the exceptions that it names as its own; each within a time, and
 * within an amount of memory, that no input may exceed.
 *
 * <p>An input follows from its number alone. {@code -Dxwatch.fuzz.inputs=N} says how many, {@code -Dxwatch.fuzz.first=N}
 * with which to begin: so one that failed is given again.
 */
public final class Fuzz<T> {
    private static final String INPUTS = "xwatch.fuzz.inputs";
    private static final String FIRST = "xwatch.fuzz.first";
    private static final long SHORT = 3_000;

    /** Of one input. Far more than any needs, since the machine may be busy with something else. */
    private static final long MOST_NANOS = 20_000_000_000L;

    private static final long LOOK_MILLIS = 20;
    private static final int SHOWN = 2_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String name;
    private final Inputs<T> inputs;
    private final long count = Long.getLong(INPUTS, SHORT);
    private final long first = Long.getLong(FIRST, 0);
    private List<Class<?>> own = List.of();
    private long mostBytes = 8 << 20;

    private volatile long number;
    private volatile long startedNanos;
    private volatile @Nullable Throwable failure;
    private long accepted;
    private long refused;
    private long slowestNanos;
    private long largestBytes;

    /** What is tried. An empty {@code Optional} counts as refused. */
    @FunctionalInterface
    public interface Parser<T> {
        @Nullable
        Object parse(T input) throws Exception;
    }

    private Fuzz(String name, Inputs<T> inputs) {
        this.name = name;
        this.inputs = inputs;
    }

    /** @param name of the parser */
    public static <T> Fuzz<T> of(String name, Inputs<T> inputs) {
        return new Fuzz<>(name, inputs);
    }

    /** The parser's own exceptions: these, not their subclasses. */
    public Fuzz<T> mayThrow(Class<?>... exceptions) {
        own = List.of(exceptions);
        return this;
    }

    /** What parsing one input may allocate, if it is not 8 MiB. */
    public Fuzz<T> mayAllocate(long bytes) {
        mostBytes = bytes;
        return this;
    }

    /** @throws AssertionError naming the first input for which something else happened */
    public void run(Parser<T> parser) {
        startedNanos = System.nanoTime();
        long begin = startedNanos;
        Thread worker = new Thread(() -> feed(parser), "fuzz " + name);
        worker.setDaemon(true);
        worker.start();
        while (worker.isAlive()) {
            await(worker);
            if (System.nanoTime() - startedNanos > MOST_NANOS) {
                AssertionError stuck = new AssertionError(describe("takes longer than " + MOST_NANOS / 1e9 + " s"));
                stuck.setStackTrace(worker.getStackTrace());
                throw stuck;
            }
        }
        if (failure != null) {
            throw new AssertionError(describe("ended in " + failure), failure);
        }
        if (Long.getLong(INPUTS) != null) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-40s %,10d inputs %,10d accepted %,10d refused %7.1f s; the slowest %.1f ms, the largest %,d KiB",
                    name,
                    accepted + refused,
                    accepted,
                    refused,
                    (System.nanoTime() - begin) / 1e9,
                    slowestNanos / 1e6,
                    largestBytes >> 10));
        }
        requireBoth();
    }

    private static void await(Thread worker) {
        try {
            worker.join(LOOK_MILLIS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Inputs that are all refused, or all taken, show little. */
    private void requireBoth() {
        if (count >= SHORT && (accepted < count / 200 || (!own.isEmpty() && refused == 0))) {
            throw new AssertionError(name + ": of " + count + " inputs " + accepted + " were accepted");
        }
    }

    private void feed(Parser<T> parser) {
        try {
            for (long i = first; i < first + count; i++) {
                T input = input(i);
                number = i;
                startedNanos = System.nanoTime();
                Throwable refusal = refusal(parser, input);
                accepted += refusal == null ? 1 : 0;
                refused += refusal == null ? 0 : 1;
                if (refusal != null && i < inputs.samples().size()) {
                    throw refusal;
                }
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    private T input(long i) {
        return i < inputs.samples().size()
                ? inputs.samples().get((int) i)
                : inputs.next(new SplittableRandom(i * 0x9e3779b97f4a7c15L));
    }

    /** The parser's own exception, null if it took the input. */
    private @Nullable Throwable refusal(Parser<T> parser, T input) throws Exception {
        long begin = System.nanoTime();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Throwable refusal;
        try {
            refusal = isEmpty(parser.parse(input)) ? new AssertionError("nothing was found") : null;
        } catch (Exception e) {
            if (!own.contains(e.getClass())) {
                throw e;
            }
            refusal = e;
        }
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (bytes > mostBytes) {
            throw new AssertionError(bytes + " bytes were allocated");
        }
        largestBytes = Math.max(largestBytes, bytes);
        slowestNanos = Math.max(slowestNanos, System.nanoTime() - begin);
        return refusal;
    }

    private static boolean isEmpty(@Nullable Object value) {
        return (value instanceof Optional<?> optional && optional.isEmpty())
                || (value instanceof OptionalLong number && number.isEmpty())
                || (value instanceof OptionalInt integer && integer.isEmpty());
    }

    private String describe(String what) {
        String shown = inputs.show(input(number));
        return name + ": input " + number + " " + what + " (repeat it with -D" + FIRST + "=" + number + " -D" + INPUTS
                + "=1): " + shown.substring(0, Math.min(SHOWN, shown.length()));
    }
}
