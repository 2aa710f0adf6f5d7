package dev.xwatch.watch;

/**
 * What the watches share.
 *
 * @param slots how many addresses can be watched at a time
 * @param slotsUsed how many are
 * @param hitNanos what a hit costs the thread that makes it, 0 before that was measured
 * @param budgetPercent the most of the CPUs' time that hits may take, 0 for no limit
 */
public record EngineStatus(int slots, int slotsUsed, long hitNanos, double budgetPercent) {
    /** Before the first watch. */
    public static EngineStatus none(double budgetPercent) {
        return new EngineStatus(SlotPool.MAX_SLOTS, 0, 0, budgetPercent);
    }
}
