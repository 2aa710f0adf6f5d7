package dev.xwatch.watch;

/**
 * The counts of a watch. At rest, {@code hits = recorded - duplicates + lost + discarded}.
 *
 * @param hits the kernel's count
 * @param recorded decoded and handed on
 * @param lost records that found no room in the ring, by the kernel's count
 * @param discarded decoded but not handed on: not of the code that was watched at the time
 * @param duplicates records that the kernel wrote twice
 * @param observedNanos since first armed
 * @param armedNanos of which armed
 * @param estimate of all executions, from those that were counted
 * @param unseen what is not among the hits
 */
public record WatchCounts(
        String watch,
        long hits,
        long recorded,
        long lost,
        long discarded,
        long duplicates,
        long observedNanos,
        long armedNanos,
        Estimate estimate,
        Unseen unseen) {}
