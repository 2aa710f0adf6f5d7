package dev.xwatch.watch;

import org.jspecify.annotations.Nullable;

/**
 * When a target's breakpoint was on, and when it was not although there was code to watch; and what was seen meanwhile.
 * Thread-safe: the engine's thread arms, the draining thread pauses and counts.
 */
final class Exposure {
    /** A window that is open for long is continued in a new one: it must not collect threads without end. */
    private static final long LONGEST_WINDOW_NANOS = 1_000_000_000;

    private final HitCost cost;
    private final WindowStatistics statistics;
    private boolean wanted;
    private boolean held;
    private boolean paused;
    private long knownUntilNanos;
    private boolean windowOpen;

    /** The one that is open, or the last one. */
    private Window window = new Window(0, 0, 0, tid -> 0);

    /** The last one if the statistics do not know it yet. */
    private @Nullable Window closed;

    private final OffTime off = new OffTime();
    private long hits;
    private long firstHeldNanos;
    private long wantedNanos;
    private long onNanos;

    Exposure(HitCost cost, RunQueue queue) {
        this.cost = cost;
        statistics = new WindowStatistics(cost, queue);
    }

    /** There is code to watch from now on, or there is none any more. */
    synchronized void wanted(boolean now, long nowNanos) {
        passed(nowNanos);
        wanted = now;
    }

    /** It has a slot from now on, or has none any more. */
    synchronized void held(boolean now, long nowNanos) {
        passed(nowNanos);
        held = now;
        if (now && firstHeldNanos == 0) {
            // What it waited for a slot before is no part of what is observed.
            firstHeldNanos = nowNanos;
            wantedNanos = 0;
        }
        if (!now && windowOpen) {
            window.closing(nowNanos);
            close(nowNanos, false);
        } else if (now && !paused) {
            open(nowNanos, 0);
        }
    }

    /**
     * For its cost the breakpoint is off from now on, or it is not any more.
     *
     * @param plannedNanos for how long it is on now, 0 if that is open
     */
    synchronized void paused(boolean now, long plannedNanos, long nowNanos) {
        passed(nowNanos);
        paused = now;
        if (now && windowOpen) {
            close(nowNanos, window.plannedNanos() == 0);
        } else if (!now && held) {
            open(nowNanos, plannedNanos);
        }
    }

    /** Its window is about to be closed, which takes its time. */
    synchronized void closing(long nowNanos) {
        if (windowOpen) {
            window.closing(nowNanos);
        }
    }

    private void passed(long nowNanos) {
        long nanos = nowNanos - knownUntilNanos;
        knownUntilNanos = nowNanos;
        if (windowOpen) {
            onNanos += nanos;
        } else if (wanted && held) {
            off.paused(nanos);
        } else if (wanted && firstHeldNanos != 0) {
            off.away(nanos);
        }
        if (wanted) {
            wantedNanos += nanos;
        }
    }

    private void open(long nowNanos, long plannedNanos) {
        if (!windowOpen) {
            windowOpen = true;
            settle();
            window = new Window(window.closedNanos(), nowNanos, plannedNanos, statistics.beat());
        }
    }

    private void close(long nowNanos, boolean byHits) {
        windowOpen = false;
        window.close(nowNanos, byHits);
        closed = window;
    }

    /**
     * Makes statistics of the window that is closed, if that was not done. Takes its time, so it should come while the
     * breakpoint is off, and once all hits of the window have been told. Comes by itself at the next window, and when somebody
     * asks for an estimate.
     */
    synchronized void settle() {
        if (closed != null) {
            statistics.add(closed);
            closed = null;
        }
        off.tell(statistics);
    }

    /** Whether the breakpoint is on. */
    synchronized boolean isOn() {
        return windowOpen;
    }

    synchronized void hit(int tid, long timeNanos) {
        if (windowOpen && timeNanos - window.openedNanos() > LONGEST_WINDOW_NANOS) {
            window.close(timeNanos, false);
            statistics.add(window);
            window = new Window(window.closedNanos(), timeNanos, window.plannedNanos(), statistics.beat());
        }
        window.hit(tid, timeNanos, cost);
        hits++;
    }

    /** How many hits were seen so far. */
    synchronized long hits() {
        return hits;
    }

    /** CLOCK_MONOTONIC, 0 if it never had a slot. */
    synchronized long firstHeldNanos() {
        return firstHeldNanos;
    }

    synchronized long onNanos(long nowNanos) {
        passed(nowNanos);
        return onNanos;
    }

    /** For how long there was code to watch. */
    synchronized long wantedNanos(long nowNanos) {
        passed(nowNanos);
        return wantedNanos;
    }

    synchronized Extrapolation extrapolate(long nowNanos) {
        passed(nowNanos);
        settle();
        return statistics.extrapolate();
    }
}
