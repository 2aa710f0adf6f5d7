package dev.xwatch.watch;

/**
 * What happened while breakpoints were off, by what was seen while they were on. Those of several targets add up.
 *
 * @param low if what delays a caller does not reduce its calls
 * @param likely in between, as far as it shows
 * @param high if each delay of a caller reduces its calls
 * @param variance of all three, by chance
 * @param seen hits that it is inferred from
 * @param saturated of which in threads that spent most of their time in traps
 */
record Extrapolation(double low, double likely, double high, double variance, double seen, double saturated) {
    static final Extrapolation NOTHING = new Extrapolation(0, 0, 0, 0, 0, 0);

    private static final double OF_95_PERCENT = 1.96;

    Extrapolation plus(Extrapolation other) {
        return new Extrapolation(
                low + other.low,
                likely + other.likely,
                high + other.high,
                variance + other.variance,
                seen + other.seen,
                saturated + other.saturated);
    }

    /**
     * @param hits by the kernel's count
     * @param lost of which nobody knows when they came: if most are, it is not known how busy their callers were
     */
    Estimate with(long hits, long lost) {
        boolean isBlind = lost > hits / 2 && !equals(NOTHING);
        if (isBlind || saturated > seen / 2) {
            return new Estimate(-1, -1, -1, true);
        }
        double chance = OF_95_PERCENT * Math.sqrt(variance);
        return new Estimate(
                hits + Math.round(likely),
                hits + Math.round(Math.max(0, low - chance)),
                hits + Math.round(high + chance),
                false);
    }
}
