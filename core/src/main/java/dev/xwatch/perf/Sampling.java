package dev.xwatch.perf;

/**
 * What records of hits bring, and when they wake who reads them.
 *
 * @param stackBytes how much of the stack, with the registers ({@link UserState}): a multiple of 8, less than 65,536; 0 for
 *     neither
 * @param wakeupEvents how many hits on a CPU wake the reader of its ring, however large their records are; 0 if the ring's
 *     own watermark is enough. Waking somebody adds about twice the cost of a hit, with each 32nd 6 % of all
 */
public record Sampling(int stackBytes, int wakeupEvents) {
    /** Where what hits cost has to be known soon. */
    public static final int EARLY = 32;

    /** Where it does not matter. */
    public static final int AT_WATERMARK = 0;

    /** Only who hit, where and when. */
    public static final Sampling PLAIN = new Sampling(0, EARLY);
}
