package dev.xwatch.watch;

/**
 * What the watches share.
 *
 * @param slots how many addresses can be watched at a time
 * @param slotsUsed how many are
 * @param hitNanos what a hit costs the thread that makes it, 0 before that was measured
 */
public record EngineStatus(int slots, int slotsUsed, long hitNanos) {
    /** Before the first watch. */
    public static final EngineStatus NONE = new EngineStatus(SlotPool.MAX_SLOTS, 0, 0);
}
