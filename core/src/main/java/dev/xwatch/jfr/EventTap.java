package dev.xwatch.jfr;

import jdk.jfr.Event;

/** Takes, besides JFR, what the sink writes. Called by xwatch's threads; must not throw. */
@FunctionalInterface
interface EventTap {
    EventTap NONE = (event, timeNanos, ticks) -> {};

    /** What {@link #take} is told where an event has the time of its writing, not knowing the ticks. */
    long NO_TICKS = Long.MIN_VALUE;

    /**
     * An event has been committed.
     *
     * @param timeNanos when it happened, CLOCK_MONOTONIC
     * @param ticks the same on JFR's clock
     */
    void take(Event event, long timeNanos, long ticks);
}
