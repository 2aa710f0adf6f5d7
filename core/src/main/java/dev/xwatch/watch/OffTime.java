package dev.xwatch.watch;

/**
 * For how long a breakpoint was off since its last window: in the same turn, then between turns, then in the next one. In
 * nanoseconds; for one thread at a time.
 */
final class OffTime {
    private long before;
    private long away;
    private long after;

    void paused(long nanos) {
        if (away == 0) {
            before += nanos;
        } else {
            after += nanos;
        }
    }

    void away(long nanos) {
        // A turn without a window is none.
        away += after + nanos;
        after = 0;
    }

    /** Once that window is told. */
    void tell(WindowStatistics statistics) {
        statistics.paused(before);
        if (away > 0) {
            statistics.away(away);
        }
        statistics.paused(after);
        before = 0;
        away = 0;
        after = 0;
    }
}
