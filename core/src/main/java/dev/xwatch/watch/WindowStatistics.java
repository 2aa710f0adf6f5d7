package dev.xwatch.watch;

import java.util.function.IntToDoubleFunction;

/**
 * What is known of a target's executions from the windows in which its breakpoint was on, while it had a slot, and from the
 * turns in which it had one. For one thread at a time.
 */
final class WindowStatistics {
    /** Beyond, a caller's own rate cannot be told from how often it is let go. */
    private static final double SATURATED = 2.0 / 3;

    /** The part of its time for which a thread may do nothing but call, where it does not follow a beat that tells its rate. */
    private static final double MOST_BACK_TO_BACK = 0.6;

    /** The part of all hits that may be beginnings of runs which the end of a window cut, before nothing can be told. */
    private static final double MOST_CUT = 0.2;

    /** Of what was measured: a trap that brings a stack costs more, and a window's first ones do, for which no cache is ready. */
    private static final double TRAP_HIGH = 1.3;

    /** Of windows or hits: so few of them may be alike by chance, and say nothing of how unevenly hits come. */
    private static final double FEW = 50;

    /** How many hits a window can have too many or too few because a trap lies across its end. */
    private static final double TRAP_AT_END = 0.3;

    /**
     * The same because who is hit is late at its end: it was kept from the CPU, and makes up for that in the time that traps
     * leave.
     */
    private static final double LATE_AT_END = 2;

    /** Where it was seen how late a caller was at the end, the part of that which may be wrong. */
    private static final double LATE_UNSURE = 0.5;

    private final HitCost cost;
    private final RunQueue queue;
    private final Beat beat = new Beat();
    private final IntToDoubleFunction beatOfThread = beat::ofThread;
    private final Interpolation turns = new Interpolation();
    private Tally seen = Tally.NOTHING;
    private double nanos;
    private double gapNanos;
    /** Of turns that are over, in gaps between their windows. */
    private Inferred earlier = Inferred.NOTHING;

    private Turn turn = new Turn();

    WindowStatistics(HitCost cost, RunQueue queue) {
        this.cost = cost;
        this.queue = queue;
    }

    /** Comes after all that was told before, and will not become more. */
    void add(Window window) {
        if (window.nanos() <= 0) {
            return;
        }
        Tally tally = window.threads().stream()
                .map(thread -> tally(window, thread))
                .reduce(new Tally(0, 0, 0, 0, 0, 0, 1), Tally::plus);
        seen = seen.plus(tally);
        nanos += window.nanos();
        turn.add(window, tally);
        beat.add(window);
    }

    /** The breakpoint was off for its cost. */
    void paused(long pausedNanos) {
        gapNanos += (double) pausedNanos;
        turn.paused(pausedNanos);
    }

    /** The turn is over, and there was none for a time. */
    void away(long awayNanos) {
        gapNanos += (double) awayNanos;
        if (turn.isBlind()) {
            // It says as little as none.
            turns.gap(turn.nanos());
        } else {
            earlier = earlier.plus(turn.gaps());
            turns.add(turn.sample());
        }
        turn = new Turn();
        turns.gap((double) awayNanos);
    }

    private Tally tally(Window window, Window.Hits thread) {
        // What it waited for a CPU is not its own time.
        double notWaiting = 1 - queue.waiting(thread.tid(), window.openedNanos());
        double own = window.nanos() * notWaiting;
        double count = thread.count();
        long trap = cost.shortTrap();
        double traps = count * trap;
        double part = traps / Math.max(own, traps);
        long cut = window.cut(thread, trap);
        boolean saturated = part > SATURATED;
        // What it does when it is hit so often that this ends the window may go on for nobody knows how long.
        double leastBackToBack =
                window.endedByHits() ? 0 : MOST_BACK_TO_BACK * (window.nanos() - window.keptNanos(thread)) * notWaiting;
        boolean backToBack = saturated || window.backToBackNanos(thread, trap) > leastBackToBack;
        return new Tally(
                count,
                window.late(thread, trap),
                // A thread's hits took this part of its time, and each of them stands for that part.
                count * Math.min(part, SATURATED),
                cut,
                saturated ? count : 0,
                backToBack ? count : Math.min(count, cut / (2 * MOST_CUT)),
                0);
    }

    /** By a thread's id, how long after each other its calls usually come, in nanoseconds; 0 if that is not known. */
    IntToDoubleFunction beat() {
        return beatOfThread;
    }

    /** What there was while the breakpoint was off. */
    Extrapolation extrapolate() {
        if (gapNanos <= 0 || nanos <= 0) {
            return Extrapolation.NOTHING;
        }
        Inferred inferred = earlier.plus(turn.gaps()).plus(turns.gaps());
        Tally tally = inferred.tally();
        double part = tally.hits() == 0 ? 0 : tally.inTraps() / tally.hits();
        double busy = part / (1 - part);
        double trapAtEnd = tally.windows() * TRAP_AT_END * part;
        double variance =
                isLittleSeen() ? Math.max(inferred.variance(), inferred.poisson() + ofOneMore()) : inferred.variance();
        if (beat.isKept(cost.shortTrap())) {
            double hits = tally.hits() + tally.late();
            double ends = trapAtEnd + LATE_UNSURE * tally.late();
            return new Extrapolation(
                    Math.max(0, hits - ends), hits, hits + ends, variance, tally.hits(), tally.saturated());
        }
        double ends = trapAtEnd + tally.windows() * LATE_AT_END * busy * busy;
        return new Extrapolation(
                Math.max(0, tally.hits() - ends),
                // By where the end of a window cuts a run, half of it is seen.
                undelayed(tally.hits() + tally.cut(), part / 2),
                undelayed(tally.hits() + 2 * tally.cut(), part * TRAP_HIGH) + ends,
                variance,
                tally.hits(),
                tally.backToBack());
    }

    private boolean isLittleSeen() {
        return seen.hits() < FEW || seen.windows() < FEW;
    }

    /** Nothing at all may mean that it is rare: as if one more had been seen. */
    private double ofOneMore() {
        double times = gapNanos / nanos;
        return times * (times + 1);
    }

    private static double undelayed(double hits, double partLost) {
        return hits / (1 - partLost);
    }
}
