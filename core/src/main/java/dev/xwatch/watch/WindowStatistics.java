package dev.xwatch.watch;

/**
 * What is known of a target's executions from the windows in which its breakpoint was on. For one thread at a time.
 */
final class WindowStatistics {
    /** Beyond, a caller's own rate cannot be told from how often it is let go. */
    private static final double SATURATED = 2.0 / 3;

    /** The part of all hits that may be beginnings of runs which the end of a window cut, before nothing can be told. */
    private static final double MOST_CUT = 0.2;

    /** A trap that brings a stack costs more than the plain one that was measured, and its time varies. */
    private static final double TRAP_LOW = 0.97;

    private static final double TRAP_LIKELY = 1.03;
    private static final double TRAP_HIGH = 1.1;

    private static final double FEW = 50;

    /** Of the number of ticks in a window, if their distance divides it: two ends, each anywhere. */
    private static final double VARIANCE_OF_ENDS = 1.0 / 6;

    /** How many hits a window can have too many or too few because a trap lies across its end. */
    private static final double TRAP_AT_END = 0.3;

    private final HitCost cost;
    private final RunQueue queue;
    private final Feedback feedback;
    private int windows;
    private double time;
    private double squaredTime;
    private double hits;
    private double squaredHits;
    private double hitsByTime;
    private double inTraps;
    private double saturatedHits;
    private double cutHits;

    WindowStatistics(HitCost cost, RunQueue queue) {
        this.cost = cost;
        this.queue = queue;
        this.feedback = new Feedback(cost);
    }

    void add(Window window) {
        double nanos = window.nanos();
        if (nanos <= 0) {
            return;
        }
        double count = window.count();
        windows++;
        time += nanos;
        squaredTime += nanos * nanos;
        hits += count;
        squaredHits += count * count;
        hitsByTime += count * nanos;
        window.threads().forEach(thread -> add(window, thread));
        feedback.add(window);
    }

    private void add(Window window, Window.Hits thread) {
        // What it waited for a CPU is not its own time.
        double own = window.nanos() * (1 - queue.waiting(thread.tid(), window.openedNanos()));
        double traps = thread.count() * (double) cost.trap();
        double part = traps / Math.max(own, traps);
        // A thread's hits took this part of its time, and each of them stands for that part.
        inTraps += thread.count() * Math.min(part, SATURATED);
        long cut = window.cut(thread, cost.trap());
        cutHits += cut;
        saturatedHits +=
                part > SATURATED ? (double) thread.count() : Math.min((double) thread.count(), cut / (2 * MOST_CUT));
    }

    /** @param offNanos for how long the breakpoint was off, while there was code to watch */
    Extrapolation extrapolate(double offNanos) {
        if (offNanos <= 0 || time == 0) {
            return new Extrapolation(0, 0, 0, 0, hits, saturatedHits);
        }
        double part = hits == 0 ? 0 : inTraps / hits;
        double ends = windows * TRAP_AT_END * part / time;
        Feedback.Range delays = feedback.range();
        // By where the end of a window cuts a run, half of it is seen.
        return new Extrapolation(
                offNanos * Math.max(0, undelayed(hits / time, part * TRAP_LOW * delays.low()) - ends),
                offNanos * undelayed((hits + cutHits) / time, part * TRAP_LIKELY * delays.likely()),
                offNanos * (undelayed((hits + 2 * cutHits) / time, part * TRAP_HIGH * delays.high()) + ends),
                variance(offNanos, hits / time),
                hits,
                saturatedHits);
    }

    private static double undelayed(double rate, double partLost) {
        return rate / (1 - partLost);
    }

    /**
     * Of the executions in a time, when they come as unevenly as the windows show. Not less evenly than by chance where
     * there are few of them.
     */
    private double variance(double offNanos, double rate) {
        double residuals = squaredHits - 2 * rate * hitsByTime + rate * rate * squaredTime;
        double each = windows > 1 ? residuals / time * windows / (windows - 1) : 0;
        // Nothing at all may mean that it is rare: as if one more had been seen. And where hits come like a clock's
        // ticks, a window can begin and end anywhere between two.
        double atLeast = hits < FEW ? (hits + 1) / time : windows * VARIANCE_OF_ENDS / time;
        return Math.max(each, atLeast) * offNanos * (offNanos + time) / time;
    }
}
