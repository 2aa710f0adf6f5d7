package dev.xwatch.watch;

/**
 * How often to look whether the JIT has replaced code: often while things change, which they do together, and ever less
 * often while they do not. A wake-up costs some microseconds of a core.
 */
final class Pace {
    private static final long BUSY_NANOS = 1_000_000;
    private static final long IDLE_NANOS = 10_000_000;
    private static final long RESTING_NANOS = 40_000_000;
    /** A method goes from its first compilation to its last within seconds. */
    private static final long BUSY_FOR_NANOS = 2_000_000_000L;

    private static final long RESTS_AFTER_NANOS = 60_000_000_000L;

    private long changedNanos = System.nanoTime() - BUSY_FOR_NANOS;

    /** Something has changed, and more is likely to. */
    void changed() {
        changedNanos = System.nanoTime();
    }

    /** @param idle whether nothing is armed */
    long nextWaitNanos(boolean idle) {
        long unchanged = System.nanoTime() - changedNanos;
        if (unchanged < BUSY_FOR_NANOS) {
            return BUSY_NANOS;
        }
        return idle && unchanged > RESTS_AFTER_NANOS ? RESTING_NANOS : IDLE_NANOS;
    }
}
