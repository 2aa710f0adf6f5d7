package dev.xwatch.watch;

/**
 * A time of which it is known how often a target was hit.
 *
 * @param nanos how long it is, more than 0
 * @param gapNanos how long it is interrupted besides, without anything being seen
 * @param endedByHits it was over because of its hits: then it has more of them than a time that chance chose, and does not
 *     stand for the gap before it
 */
record Sample(double nanos, double gapNanos, Inferred content, boolean endedByHits) {
    /** Hits for each nanosecond. */
    double rate() {
        return content.tally().hits() / nanos;
    }

    /**
     * Both as one.
     *
     * @param gapBetweenNanos that the other begins after this one ended
     */
    Sample plus(double gapBetweenNanos, Sample other) {
        return new Sample(
                nanos + other.nanos,
                gapNanos + gapBetweenNanos + other.gapNanos,
                content.plus(other.content),
                other.endedByHits);
    }
}
