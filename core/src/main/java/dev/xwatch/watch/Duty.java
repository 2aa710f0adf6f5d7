package dev.xwatch.watch;

import java.util.function.DoubleSupplier;

/**
 * In which windows a breakpoint is on whose hits would cost more than it may. A window's length is fixed before it begins,
 * from what hits cost in those before, at their worst, and not by what happens in it: one that ended at a burst of hits would
 * end where they are dense, and see more of them than there are. Where in its period it lies is left to chance, so that it follows
 * no rhythm of the application.
 *
 * <p>Times are nanoseconds. Owned by one thread.
 */
final class Duty {
    /** Short, so that 100 ms have several windows; long enough for what switching costs on a few threads. */
    static final long SHORTEST_PERIOD_NANOS = 40_000_000;

    /** Of what may be spent, what switching may take. */
    private static final double SWITCHING = 0.25;

    /** Of what may be spent, what is planned: a window that had to wait until it can be paid for would not be random. */
    private static final double PLANNED = 0.75;

    /** Demand is averaged over so many windows, about two seconds. */
    private static final int AVERAGED = 50;

    /** A window is made as short as its hits demand at their worst, but no shorter than by this for it. */
    private static final double MOST_UNEVEN = 2;

    /** Hits that came before, at once, are no measure of what comes: demand has to fall well below what is allowed. */
    private static final double HYSTERESIS = 0.8;

    private final DoubleSupplier random;
    private double demand;
    private double peak;
    private double switching;
    private int windows;
    private long periodNanos = SHORTEST_PERIOD_NANOS;
    private long periodEndNanos;
    private long windowNanos;

    /** @param random from 0 to 1 */
    Duty(DoubleSupplier random) {
        this.random = random;
    }

    /** The CPU time, for each unit of time, that its hits cost while the breakpoint is on. */
    double demand() {
        return demand;
    }

    long windowNanos() {
        return windowNanos;
    }

    long periodNanos() {
        return periodNanos;
    }

    /** What a window costs: hits are expected as before. */
    double expectedSpending() {
        return demand * windowNanos;
    }

    /** What it costs to switch the breakpoint off and on again, in all threads. */
    double switchingNanos() {
        return switching;
    }

    /**
     * A window is over.
     *
     * @param openNanos how long it was
     * @param spentNanos the CPU time that its hits took
     * @param switchingNanos what switching it on and off took
     */
    void closed(long openNanos, double spentNanos, double switchingNanos) {
        windows++;
        double weight = 1.0 / Math.min(windows, AVERAGED);
        double demandNow = spentNanos / Math.max(1, openNanos);
        demand += (demandNow - demand) * weight;
        peak = Math.max(demandNow, peak + (demand - peak) / AVERAGED);
        switching += (switchingNanos - switching) * weight;
    }

    /** Whether its hits cost so little now that no windows are needed. */
    boolean fits(double allowed) {
        return windows >= AVERAGED / 5 && demand <= allowed * HYSTERESIS;
    }

    /**
     * A window has to wait until it can be paid for.
     *
     * @param affordableNanos when that is
     * @return when it begins
     */
    long postponed(long affordableNanos) {
        return affordableNanos + (long) (random.getAsDouble() * SHORTEST_PERIOD_NANOS);
    }

    /**
     * Lays the next window.
     *
     * @param allowed CPU time for each unit of time that hits and switching may take
     * @return when it begins
     */
    long next(double allowed, double capacity, long nowNanos) {
        periodNanos = Math.max(SHORTEST_PERIOD_NANOS, (long) (switching / (allowed * SWITCHING)));
        double forHits = Math.min(PLANNED * allowed * periodNanos - switching, capacity);
        windowNanos = Math.min(periodNanos, (long) (forHits / Math.min(peak, demand * MOST_UNEVEN)));
        // Periods follow one another without a gap; one that was missed is not made up for.
        long begin = Math.max(nowNanos, periodEndNanos);
        periodEndNanos = begin + periodNanos;
        return begin + (long) (random.getAsDouble() * (periodNanos - windowNanos));
    }
}
