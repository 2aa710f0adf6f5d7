package dev.xwatch.watch;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Keeps a kind of work from taking more than its share of a core, whatever it costs. Owned by one thread. */
final class Share {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final int part;
    private final long intervalNanos;
    private long dueNanos = System.nanoTime();

    /**
     * @param part of a core that it may take: 100 is a hundredth
     * @param intervalNanos from one piece of work to the next at least
     */
    Share(int part, long intervalNanos) {
        this.part = part;
        this.intervalNanos = intervalNanos;
    }

    boolean isDue() {
        return System.nanoTime() - dueNanos >= 0;
    }

    /** Somebody waits for it: it is due at once. */
    void hurry() {
        dueNanos = System.nanoTime();
    }

    /** Works, then rests. */
    void spend(Runnable work) {
        long cpuNanos = threads.getCurrentThreadCpuTime();
        work.run();
        long usedNanos = threads.getCurrentThreadCpuTime() - cpuNanos;
        dueNanos = System.nanoTime() + Math.max(intervalNanos, usedNanos * part);
    }
}
