package dev.xwatch.watch;

import java.util.Locale;

/** How often a breakpoint was paused for its cost, and for how long. Thread-safe. */
final class PauseLog {
    private long pauses;
    private long pausedNanos;
    private long pausedSinceNanos;
    private boolean isPaused;
    private long windowNanos;
    private long periodNanos;
    private double switchingNanos;
    private boolean isReported;
    private long reportedNanos;

    synchronized void paused(long nowNanos) {
        if (!isPaused) {
            isPaused = true;
            pauses++;
            pausedSinceNanos = nowNanos;
        }
    }

    synchronized void resumed(long nowNanos) {
        if (isPaused) {
            isPaused = false;
            pausedNanos += nowNanos - pausedSinceNanos;
        }
    }

    /** How the next windows will be. */
    synchronized void laid(Duty duty) {
        windowNanos = duty.windowNanos();
        periodNanos = duty.periodNanos();
        switchingNanos = duty.switchingNanos();
    }

    /** @param paused whether that is what was said, or that there are no more pauses */
    synchronized void reported(boolean paused, long nowNanos) {
        isReported = paused;
        reportedNanos = nowNanos;
    }

    /** Whether it was said last that there are pauses. */
    synchronized boolean isReported() {
        return isReported;
    }

    synchronized long reportedNanos() {
        return reportedNanos;
    }

    /** In words: the totals, and how it goes on. */
    synchronized String text(double budgetPercent, long nowNanos) {
        long total = pausedNanos + (isPaused ? nowNanos - pausedSinceNanos : 0);
        String text = String.format(
                Locale.ROOT,
                "its hits would take more of the CPUs' time than the budget of %s%%: paused %d times so far, %.1f s in"
                        + " all",
                budgetPercent,
                pauses,
                total / 1e9);
        if (periodNanos > 0) {
            text += String.format(Locale.ROOT, "; on for %.2f ms in %.0f ms", windowNanos / 1e6, periodNanos / 1e6);
        }
        if (periodNanos > Duty.SHORTEST_PERIOD_NANOS) {
            text += String.format(
                    Locale.ROOT, ", because switching it in all threads takes %.2f ms", switchingNanos / 1e6);
        }
        return text;
    }
}
