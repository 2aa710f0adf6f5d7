package dev.xwatch.perf;

/**
 * What records of hits bring, and when they wake who reads them.
 *
 * @param stackBytes how much of the stack, with registers ({@link UserState}): a multiple of 8, less than 65,536; 0 for
 *     neither
 * @param registers which registers
 * @param wakeupEvents how many hits on a CPU wake the reader of its ring, however large their records are. Waking somebody
 *     adds about twice the cost of a hit: with each 32nd 6 % of all
 */
public record Sampling(int stackBytes, UserRegisters registers, int wakeupEvents) {
    /** Where what hits cost has to be known soon. */
    public static final int EARLY = 32;

    /** Where it does not matter now; a budget that is set later still hears of each 5 ms or so in traps. */
    public static final int SELDOM = 512;

    /** Only who hit, where and when. */
    public static final Sampling PLAIN = new Sampling(0, UserRegisters.CALLER, EARLY);
}
