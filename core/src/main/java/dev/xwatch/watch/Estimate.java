package dev.xwatch.watch;

/**
 * How many executions there were while there was code to watch, those included that happened while the breakpoint was
 * off.
 *
 * @param hits -1 if it cannot be known, as when saturated
 * @param low of the 95 % interval, -1 likewise
 * @param high of the 95 % interval, -1 likewise
 * @param saturated traps took most of the time in which the breakpoint was on, or most hits were lost: how often the code is
 *     executed without them cannot be told from that
 */
public record Estimate(long hits, long low, long high, boolean saturated) {
    /** Of a breakpoint that was on all the time. */
    static Estimate exactly(long hits) {
        return new Estimate(hits, hits, hits, false);
    }
}
