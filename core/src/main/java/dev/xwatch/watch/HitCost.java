package dev.xwatch.watch;

/** What a hit costs on this machine, in nanoseconds. Thread-safe, but for {@link #gap}. */
final class HitCost {
    /** In a virtual machine; bare metal is faster, so that the budget is kept with more to spare. */
    private static final long ASSUMED_TRAP_NANOS = 10_000;

    /** Gaps of hits that are looked at together, and how many of them may be shorter than a trap, by whatever mistake. */
    private static final int GAPS = 1024;

    private static final int TOO_SHORT = 10;

    /** What was measured is believed up to this multiple of the shortest gap. */
    private static final double BELIEVED = 1.25;

    /** What a trap usually takes, as a multiple of the shortest gap between two. */
    private static final double USUAL = 1.1;

    private final Latest gaps = new Latest(GAPS);
    private int newGaps;
    private volatile long measuredTrap;
    private volatile long shownTrap = Long.MAX_VALUE;
    private volatile double reading;

    /** @param nanos what a trap costs the thread that makes it, as measured */
    void trapMeasured(long nanos) {
        measuredTrap = Math.max(1, nanos);
    }

    /**
     * A thread's hit came so long after its last one: in between there is room for a trap. It was measured within a
     * millisecond, and where others have the machine too that may have been a slow one. For the draining thread.
     */
    void gap(long nanos) {
        if (nanos < measuredTrap / 2) {
            return; // a hit that was recorded twice
        }
        gaps.add((double) nanos);
        newGaps++;
        if (newGaps == GAPS) {
            newGaps = 0;
            double shortest = gaps.sorted()[TOO_SHORT];
            if (measuredTrap > BELIEVED * shortest) {
                shownTrap = (long) (USUAL * shortest);
            }
        }
    }

    /** @param nanos the CPU time that reading and decoding a hit takes, as measured */
    void readingMeasured(double nanos) {
        reading = nanos;
    }

    /** What it costs the thread that makes it; a guess before that was measured. */
    long trap() {
        long measured = measuredTrap;
        return measured == 0 ? ASSUMED_TRAP_NANOS : measured;
    }

    /**
     * The same, less if hits follow each other faster than that: what is told of callers must not take them for busier than
     * they are. A budget goes by {@link #trap}, since it must not reckon too low.
     */
    long shortTrap() {
        return Math.min(trap(), shownTrap);
    }

    /** The same as measured, 0 if it was not. */
    long measuredTrap() {
        return measuredTrap;
    }

    /** The CPU time that reading it takes. */
    double reading() {
        return reading;
    }

    /** What it takes of the CPUs' time in all. */
    double total() {
        return trap() + reading;
    }
}
