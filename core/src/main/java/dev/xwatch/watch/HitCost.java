package dev.xwatch.watch;

/** What a hit costs on this machine, in nanoseconds. Thread-safe. */
final class HitCost {
    /** In a virtual machine; bare metal is faster, so that the budget is kept with more to spare. */
    private static final long ASSUMED_TRAP_NANOS = 10_000;

    private volatile long measuredTrap;
    private volatile double reading;

    /** @param nanos what a trap costs the thread that makes it, as measured */
    void trapMeasured(long nanos) {
        measuredTrap = Math.max(1, nanos);
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
