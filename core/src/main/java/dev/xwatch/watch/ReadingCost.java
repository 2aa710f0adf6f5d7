package dev.xwatch.watch;

import java.util.function.LongSupplier;

/**
 * Measures what it takes to read and decode a hit, by the CPU time of the threads that do it: on a machine without an idle
 * CPU the application pays for that too. For one thread.
 */
final class ReadingCost {
    private static final long INTERVAL_NANOS = 100_000_000;

    /** With fewer hits in a time, what the threads do besides would be taken for their cost. */
    private static final int LEAST_HITS = 20;

    /** Of a new measurement. Decoding becomes a hundred times faster as the JIT compiles it. */
    private static final double WEIGHT = 0.3;

    private final LongSupplier cpuNanos;
    private final HitCost cost;
    private double perHit;
    private long hits;
    private long sinceNanos;
    private long sinceCpuNanos;

    /** @param cpuNanos of all threads that read hits */
    ReadingCost(LongSupplier cpuNanos, HitCost cost) {
        this.cpuNanos = cpuNanos;
        this.cost = cost;
    }

    void add(int newHits, long nowNanos) {
        hits += newHits;
        if (nowNanos - sinceNanos < INTERVAL_NANOS) {
            return;
        }
        long cpu = cpuNanos.getAsLong();
        if (hits >= LEAST_HITS && sinceCpuNanos > 0) {
            double measured = (double) (cpu - sinceCpuNanos) / hits;
            perHit += (measured - perHit) * (perHit == 0 ? 1 : WEIGHT);
            cost.readingMeasured(perHit);
        }
        hits = 0;
        sinceNanos = nowNanos;
        sinceCpuNanos = cpu;
    }
}
