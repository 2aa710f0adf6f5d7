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
    /** Calls with hits. */
    interface Caller {
        BareC.Took bursts() throws IOException, InterruptedException;
    }

    /** Calls in turn with those of C, so many times. The first of each are not counted. */
    static HitCost measure(int pairs, BareC bare, BareC.Took unwatched, Caller caller)
            throws IOException, InterruptedException {
        double[] nanos = new double[pairs];
        double[] ratios = new double[pairs];
        double[] clockRatios = new double[pairs];
        caller.bursts();
        bare.bursts();
        for (int pair = 0; pair < pairs; pair++) {
            BareC.Took counting = bare.bursts();
            BareC.Took watched = caller.bursts();
            nanos[pair] = (watched.cpuNanos() - unwatched.cpuNanos()) / (Bursts.BURSTS * Bursts.CALLS);
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
