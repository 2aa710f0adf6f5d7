package dev.xwatch.watch;

import dev.xwatch.procfs.Tasks;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * How much of their time threads wait for a CPU. Such a thread can hit as little as one that sleeps, and yet spend all the
 * time that it has in traps. Thread-safe.
 */
final class RunQueue {
    private static final long INTERVAL_NANOS = 500_000_000;
    private static final long FORGOTTEN_NANOS = 20 * INTERVAL_NANOS;

    private final IntFunction<OptionalLong> waitedNanos;
    private final Map<Integer, Wait> waits = new HashMap<>();
    private long forgotNanos;

    /**
     * @param totalNanos that it had waited at that time
     * @param part of the time before
     */
    private record Wait(long atNanos, long totalNanos, double part) {}

    /** @param waitedNanos how long a thread has waited since it began, empty if that is not known */
    RunQueue(IntFunction<OptionalLong> waitedNanos) {
        this.waitedNanos = waitedNanos;
    }

    static RunQueue ofThisProcess() {
        return new RunQueue(Tasks::waitedNanos);
    }

    /** The part of its time, from 0 to 1, as it was lately. 0 when it is asked for the first time. */
    synchronized double waiting(int tid, long nowNanos) {
        Wait last = waits.get(tid);
        if (last != null && nowNanos - last.atNanos < INTERVAL_NANOS) {
            return last.part;
        }
        forget(nowNanos);
        long total = waitedNanos.apply(tid).orElse(0);
        double part = last == null ? 0 : (double) (total - last.totalNanos) / (nowNanos - last.atNanos);
        Wait now = new Wait(nowNanos, total, Math.max(0, Math.min(1, part)));
        waits.put(tid, now);
        return now.part;
    }

    private void forget(long nowNanos) {
        if (nowNanos - forgotNanos > FORGOTTEN_NANOS) {
            forgotNanos = nowNanos;
            waits.values().removeIf(wait -> nowNanos - wait.atNanos > FORGOTTEN_NANOS);
        }
    }
}
