package dev.xwatch.watch;

import java.util.function.LongSupplier;

/**
 * Measures what it takes to read and decode hits, by the CPU time of the threads that do it: on a machine without an idle
 * CPU the application pays for that too. A part of it each hit adds, and that is what the next one is expected to; the rest,
 * to look at rings and windows, is there however few they are. (Shared by few hits it would make each of them dear, so that
 * fewer would be let happen, and so on.) For one thread.
 */
final class ReadingCost {
    private static final long INTERVAL_NANOS = 100_000_000;

    /** With fewer hits in a time, what the threads do besides would be taken for their cost. */
    private static final int LEAST_HITS = 20;

    /**
     * The time in which a hit took least is the one in which it had least of the rest to bear. But hits may have become dearer:
     * twice as dear are believed after two seconds.
     */
    private static final double DEARER = 1.035;

    private final LongSupplier cpuNanos;
    private final HitCost cost;
    private double perHit;
    private long hits;
    private double reckoned;
    /** What the same threads did, and is reckoned elsewhere. */
    private double switching;

    private long sinceNanos;
    private long sinceCpuNanos;

    /** @param cpuNanos of all threads that read hits */
    ReadingCost(LongSupplier cpuNanos, HitCost cost) {
        this.cpuNanos = cpuNanos;
        this.cost = cost;
    }

    /** The same threads spent so much on what is no reading. */
    void switched(double nanos) {
        switching += nanos;
    }

    /**
     * Hits were read, for which {@link HitCost#reading} each was reckoned.
     *
     * @return what was spent besides that and the switching, if it is time to tell, else 0
     */
    double add(int newHits, long nowNanos) {
        hits += newHits;
        reckoned += newHits * cost.reading();
        if (nowNanos - sinceNanos < INTERVAL_NANOS) {
            return 0;
        }
        long cpu = cpuNanos.getAsLong();
        double besides = 0;
        if (sinceCpuNanos > 0) {
            double spent = cpu - sinceCpuNanos - switching;
            besides = Math.max(0, spent - reckoned);
            // How long switching took may be more than what it took of a CPU: a difference of two that are alike tells
            // nothing.
            if (hits >= LEAST_HITS && spent > switching) {
                double measured = spent / hits;
                perHit = perHit == 0 ? measured : Math.min(measured, perHit * DEARER);
                cost.readingMeasured(perHit);
            }
        }
        hits = 0;
        reckoned = 0;
        switching = 0;
        sinceNanos = nowNanos;
        sinceCpuNanos = cpu;
        return besides;
    }
}
