package dev.xwatch.watch;

/**
 * Pays from the budget for what the engine's thread does while anything is armed: following the JIT, and changes of hands where
 * watches take turns. For that thread.
 */
final class EngineUpkeep {
    private static final long INTERVAL_NANOS = 50_000_000;

    private final Budget budget;
    private final OwnCpuTime cpuTime = new OwnCpuTime();
    private long lookedNanos = System.nanoTime();
    /** What the thread had spent when it was paid for last, 0 while nothing is armed. */
    private long paidNanos;

    EngineUpkeep(Budget budget) {
        this.budget = budget;
    }

    void tick(boolean armed, long nowNanos) {
        if (!armed) {
            paidNanos = 0;
        } else if (nowNanos - lookedNanos >= INTERVAL_NANOS) {
            lookedNanos = nowNanos;
            long spentNanos = cpuTime.nanos();
            if (paidNanos != 0) {
                budget.keepUp((double) (spentNanos - paidNanos), nowNanos);
            }
            paidNanos = spentNanos;
        }
    }
}
