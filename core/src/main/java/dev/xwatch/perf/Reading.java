package dev.xwatch.perf;

import java.util.OptionalLong;

/**
 * What an event has counted since it was opened, together with the events that other threads inherited from it, whether
 * these threads still live or not.
 *
 * @param count hits, exactly
 * @param lost records of hits that found no room in the ring; empty where the kernel does not say
 *     ({@link PerfFeatures#formatLost})
 */
public record Reading(long count, OptionalLong lost) {}
