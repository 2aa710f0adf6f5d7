package dev.xwatch.it.app;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Threads that call as fast as they can, in turns {@code watched} and its unwatched twin. Tells what of the CPUs' time a
 * watch on the one takes, with nothing else different: in the threads that call (by how much CPU time a call takes more),
 * and in all others. CPU time, because other processes may want the CPUs too.
 */
public final class Pairs {
    private static final int CALLS_AT_ONCE = 200;
    private static final int APART = 16;
    private static final long SLICE_NANOS = 10_000_000;
    private static final int WARM_UP_PAIRS = 3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLongArray calls;
    private volatile boolean callWatched;

    private Pairs(int count) {
        calls = new AtomicLongArray(count * APART);
        for (int i = 0; i < count; i++) {
            int mine = i * APART;
            Thread thread = new Thread(() -> call(mine), "hot-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /** What happened in a time: calls, its length, and CPU time. */
    private record Half(long calls, long nanos, long hotNanos, long otherNanos, long slowestSlice) {
        double nanosPerCall() {
            return (double) hotNanos / calls;
        }
    }

    /** @param args the number of threads, of pairs, and how many milliseconds each half takes */
    public static void main(String[] args) throws Exception {
        Pairs hot = new Pairs(Integer.parseInt(args[0]));
        int pairs = Integer.parseInt(args[1]);
        long millis = Long.parseLong(args[2]);
        List<Double> inHot = new ArrayList<>();
        List<Double> inOthers = new ArrayList<>();
        double slowest = 1;
        for (int i = 0; i < pairs + WARM_UP_PAIRS; i++) {
            Half without = hot.observe(false, millis);
            Half with = hot.observe(true, millis);
            if (i >= WARM_UP_PAIRS) {
                double all = (double) with.nanos * Runtime.getRuntime().availableProcessors();
                inHot.add((with.hotNanos - with.calls * without.nanosPerCall()) / all);
                inOthers.add((with.otherNanos - (double) without.otherNanos * with.nanos / without.nanos) / all);
                slowest = Math.min(slowest, (double) with.slowestSlice / without.calls * without.nanos / SLICE_NANOS);
            }
        }
        System.out.printf("traps %s others %s slowest %.3f%n", text(inHot), text(inOthers), slowest);
    }

    private static String text(List<Double> values) {
        double mean = values.stream().mapToDouble(x -> x).average().orElse(0);
        double variance =
                values.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum() / (values.size() - 1.0);
        return String.format("%.5f +- %.5f", mean, Math.sqrt(variance / values.size()));
    }

    private void call(int mine) {
        while (true) {
            long sum = 0;
            if (callWatched) {
                for (int i = 0; i < CALLS_AT_ONCE; i++) {
                    sum += watched(i);
                }
            } else {
                for (int i = 0; i < CALLS_AT_ONCE; i++) {
                    sum += twin(i);
                }
            }
            // The sum is needed, or the calls would not be.
            calls.setRelease(mine, calls.getPlain(mine) + CALLS_AT_ONCE + (sum == 1 ? 1 : 0));
        }
    }

    private static long watched(long x) {
        return x * 31 + (x >> 3);
    }

    private static long twin(long x) {
        return x * 31 + (x >> 3);
    }

    private long sum() {
        long sum = 0;
        for (int i = 0; i < calls.length(); i += APART) {
            sum += calls.getAcquire(i);
        }
        return sum;
    }

    private long hotNanos() {
        return threads.stream()
                .mapToLong(thread -> THREADS.getThreadCpuTime(thread.getId()))
                .sum();
    }

    private Half observe(boolean watched, long millis) throws InterruptedException {
        callWatched = watched;
        TimeUnit.NANOSECONDS.sleep(SLICE_NANOS);
        long start = System.nanoTime();
        long calledBefore = sum();
        long hotBefore = hotNanos();
        long processBefore = PROCESS.getProcessCpuTime();
        long then = start;
        long calledThen = calledBefore;
        long slowest = Long.MAX_VALUE;
        while (then - start < millis * 1_000_000) {
            TimeUnit.NANOSECONDS.sleep(SLICE_NANOS);
            long now = System.nanoTime();
            long called = sum();
            slowest = Math.min(slowest, (called - calledThen) * SLICE_NANOS / (now - then));
            then = now;
            calledThen = called;
        }
        long hot = hotNanos() - hotBefore;
        long all = PROCESS.getProcessCpuTime() - processBefore;
        return new Half(calledThen - calledBefore, then - start, hot, all - hot, slowest);
    }
}
