package dev.xwatch.it.bench;

import dev.xwatch.it.app.Bursts;
import java.io.IOException;
import java.util.Locale;

/**
 * What a hit costs the thread that makes it, against the least that it can cost: in C, with a breakpoint that only counts.
 *
 * @param nanos of the thread's CPU time
 * @param ratio to what it costs in C
 * @param clockRatio the same by the clock
 */
record HitCost(Median nanos, Median ratio, Median clockRatio) {
    /** How many of each caller make a pair. */
    static final int BURSTS = 20;

    /** In which rings are read. */
    private static final long PAUSE_MILLIS = 25;

    /** Calls with hits. */
    interface Caller {
        BareC.Took burst() throws IOException, InterruptedException;
    }

    /** The calls of so many bursts. */
    static BareC.Took bursts(Caller caller) throws IOException, InterruptedException {
        BareC.Took took = BareC.Took.NOTHING;
        for (int burst = 0; burst < BURSTS; burst++) {
            took = took.plus(caller.burst());
            Thread.sleep(PAUSE_MILLIS);
        }
        return took;
    }

    /**
     * Calls in turn with those of C, burst by burst: what a trap costs changes from second to second where others have the
     * machine too. The first of each are not counted.
     *
     * @param unwatched what so many bursts take without hits
     */
    static HitCost measure(int pairs, BareC bare, BareC.Took unwatched, Caller caller)
            throws IOException, InterruptedException {
        double[] nanos = new double[pairs];
        double[] ratios = new double[pairs];
        double[] clockRatios = new double[pairs];
        bursts(caller);
        bursts(bare::burst);
        for (int pair = 0; pair < pairs; pair++) {
            BareC.Took counting = BareC.Took.NOTHING;
            BareC.Took watched = BareC.Took.NOTHING;
            for (int burst = 0; burst < BURSTS; burst++) {
                counting = counting.plus(bare.burst());
                watched = watched.plus(caller.burst());
                Thread.sleep(PAUSE_MILLIS);
            }
            nanos[pair] = (watched.cpuNanos() - unwatched.cpuNanos()) / (BURSTS * Bursts.CALLS);
            ratios[pair] = (watched.cpuNanos() - unwatched.cpuNanos()) / counting.cpuNanos();
            clockRatios[pair] = (watched.nanos() - unwatched.nanos()) / counting.nanos();
        }
        return new HitCost(Median.of(nanos), Median.of(ratios), Median.of(clockRatios));
    }

    /** As cells of a table. */
    static String value(Median ratio) {
        return number(ratio.value());
    }

    static String interval(Median ratio) {
        return number(ratio.low()) + " to " + number(ratio.high());
    }

    /** Two digits at least: there are ratios of a hundredth. */
    private static String number(double ratio) {
        return String.format(Locale.ROOT, Math.abs(ratio) < 0.1 ? "%.4f" : "%.2f", ratio);
    }
}
