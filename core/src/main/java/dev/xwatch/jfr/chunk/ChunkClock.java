package dev.xwatch.jfr.chunk;

/**
 * How the ticks in a chunk go with the time of day.
 *
 * @param startNanos a time in nanoseconds since 1970, when the chunk began
 * @param startTicks the ticks at that time
 * @param ticksPerSecond how fast they go
 */
public record ChunkClock(long startNanos, long startTicks, long ticksPerSecond) {
    /** So far the starts of two chunks must be apart for JMC to tell them apart: its times of chunks are microseconds. */
    public static final long APART_NANOS = 1000;

    /** The same clock, described by what it shows {@code nanos} later. */
    public ChunkClock later(long nanos) {
        return new ChunkClock(
                startNanos + nanos, startTicks + Math.round(nanos * (ticksPerSecond / 1e9)), ticksPerSecond);
    }

    /** How long after the start some ticks are; 0 if they are not. */
    long nanosUntil(long ticks) {
        return Math.max(0, Math.round((ticks - startTicks) * (1e9 / ticksPerSecond)));
    }
}
