package dev.xwatch.watch;

/** Where a watch, or one of its targets, stands. The names appear in events and replies as they are here. */
public enum WatchState {
    /** Nothing to arm yet; the reason says what is awaited. */
    Pending,
    /** The breakpoint is set in every thread. */
    Armed,
    /** A new version of the code took the place of the old, and the breakpoint followed. */
    Moved,
    /** The breakpoint is off because the code it stood on is gone. */
    Disarmed,
    /** The breakpoint is off for a while, because hits cost more than the budget allows. */
    Paused,
    /** The breakpoint is on again after a pause. */
    Resumed,
    /** Ended for good: as many hits were recorded, or as much time has passed, as was asked for. */
    Limit,
    /** It cannot be watched; the reason says why. */
    Failed,
    /** Taken away on request. */
    Removed
}
