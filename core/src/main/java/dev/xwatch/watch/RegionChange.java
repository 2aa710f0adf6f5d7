package dev.xwatch.watch;

/**
 * What became of an executable mapping.
 *
 * @param timeNanos when, CLOCK_MONOTONIC; of what only a look at the mappings showed, the time of that look
 */
public record RegionChange(long timeNanos, Region region, Kind kind) {
    /** The names appear in events as they are here. */
    public enum Kind {
        /** It was there when xwatch started. */
        Existing,
        Mapped,
        /** It is no longer there, or no longer executable. */
        Unmapped,
        /** Its protection was changed; or it was unmapped and another mapped, which cannot be told apart. */
        Protected
    }
}
