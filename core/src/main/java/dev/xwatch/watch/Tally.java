package dev.xwatch.watch;

/**
 * What is known of hits, counted or inferred. All parts add up.
 *
 * @param hits how many there were
 * @param late how many there would be more if no thread had been late with its calls when the time was over, and if all
 *     had been seen to its end
 * @param inTraps of which in traps: each counts as the part of its thread's time that traps took
 * @param cut of which at the end of runs that the end of a window cut
 * @param saturated of which in threads that spent most of their time in traps
 * @param backToBack the same if no thread follows a beat: then who calls one right after the other may go on for nobody knows
 *     how long
 * @param windows in how many windows
 */
record Tally(
        double hits, double late, double inTraps, double cut, double saturated, double backToBack, double windows) {
    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0);

    Tally plus(Tally other) {
        return new Tally(
                hits + other.hits,
                late + other.late,
                inTraps + other.inTraps,
                cut + other.cut,
                saturated + other.saturated,
                backToBack + other.backToBack,
                windows + other.windows);
    }

    Tally times(double factor) {
        return new Tally(
                hits * factor,
                late * factor,
                inTraps * factor,
                cut * factor,
                saturated * factor,
                backToBack * factor,
                windows * factor);
    }
}
