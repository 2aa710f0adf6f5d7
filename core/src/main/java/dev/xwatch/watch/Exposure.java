package dev.xwatch.watch;

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
    private boolean windowOpen;
    private Window window = new Window(0, false);
    private long hits;
    private long firstHeldNanos;
    private long wantedNanos;
    private long wantedSinceNanos;
    private long onNanos;
    private long onSinceNanos;

    Exposure(HitCost cost, RunQueue queue) {
        this.cost = cost;
        statistics = new WindowStatistics(cost, queue);
    }

    /** There is code to watch from now on, or there is none any more. */
    synchronized void wanted(boolean now, long nowNanos) {
        if (wanted != now) {
            if (wanted) {
                wantedNanos += nowNanos - wantedSinceNanos;
            }
            wantedSinceNanos = nowNanos;
            wanted = now;
        }
    }

    /** It has a slot from now on, or has none any more. */
    synchronized void held(boolean now, long nowNanos) {
        held = now;
        if (now && firstHeldNanos == 0) {
            // What it waited for a slot before is no part of what is observed.
            firstHeldNanos = nowNanos;
            wantedNanos = 0;
            wantedSinceNanos = nowNanos;
        }
        update(nowNanos);
    }

    /** For its cost the breakpoint is off from now on, or it is not any more. */
    synchronized void paused(boolean now, long nowNanos) {
        paused = now;
        update(nowNanos);
    }

    private void update(long nowNanos) {
        boolean on = held && !paused;
        if (on == windowOpen) {
            return;
        }
        windowOpen = on;
        if (on) {
            // Only now: hits of the last window may have been on their way when it closed.
            statistics.add(window);
            window = new Window(nowNanos, true);
            onSinceNanos = nowNanos;
        } else {
            window.close(nowNanos);
            onNanos += nowNanos - onSinceNanos;
        }
    }

    /** Whether the breakpoint is on. */
    synchronized boolean isOn() {
        return windowOpen;
    }

    synchronized void hit(int tid, int cpu, long timeNanos) {
        if (windowOpen && timeNanos - window.openedNanos() > LONGEST_WINDOW_NANOS) {
            window.close(timeNanos);
            statistics.add(window);
            window = new Window(timeNanos, false);
        }
        window.hit(tid, cpu, timeNanos, cost.trap());
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
        return onNanos + (windowOpen ? nowNanos - onSinceNanos : 0);
    }

    /** For how long there was code to watch. */
    synchronized long wantedNanos(long nowNanos) {
        return wantedNanos + (wanted ? nowNanos - wantedSinceNanos : 0);
    }

    synchronized Extrapolation extrapolate(long nowNanos) {
        return statistics.extrapolate((double) Math.max(0, wantedNanos(nowNanos) - onNanos(nowNanos)));
    }
}
