package dev.xwatch.watch;

/** Keeps a kind of work from taking more than its share of a core, whatever it costs. Owned by one thread. */
final class Share {
    private final OwnCpuTime cpuTime = new OwnCpuTime();
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
        long before = cpuTime.nanos();
        work.run();
        long usedNanos = cpuTime.nanos() - before;
        dueNanos = System.nanoTime() + Math.max(intervalNanos, usedNanos * part);
    }
}
