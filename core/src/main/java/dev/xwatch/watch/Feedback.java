package dev.xwatch.watch;

import java.util.HashMap;
import java.util.Map;

/**
 * Whether the time that traps take makes callers call less often. One that has always something to do is held up: its
 * calls come as much later as the trap takes. One that waits for the time of its next call only waits less.
 *
 * <p>Seen from the hits alone, which are further apart in the first case, the two are the same. But until its first hit
 * a thread has not been held up: if the time from the window's beginning to the first hit is that of a random moment within
 * gaps as they are seen, the gaps are as they would be without traps; if it is shorter, as within gaps from which the trap
 * is taken out, they are not. (The mean time from a random moment to the next event is half the mean squared gap over the
 * mean gap.)
 */
final class Feedback {
    private static final int LEAST_FIRST_HITS = 30;
    private static final int LEAST_HITS = 3;

    /** Two standard errors, for 95 %. */
    private static final double ERRORS = 2;

    /** With a larger error the two cases lie too near to each other for a wait beyond them to speak for the nearer one. */
    private static final double TELLING = 0.5;

    /** So many standard errors are no chance. */
    private static final double IMPOSSIBLE = 4;

    /** The breakpoint is not on at once, and on one CPU before the other: counted from the earliest first hit there. */
    private static final class FirstHits {
        private int count;
        private double sum;
        private double squares;
        private double earliest = Double.MAX_VALUE;
    }

    /** The part of the trap that makes callers late, from 0 to 1. */
    record Range(double low, double likely, double high) {
        static final Range UNKNOWN = new Range(0, 0.5, 1);
    }

    private final HitCost cost;
    private final Map<Integer, FirstHits> byCpu = new HashMap<>();
    private double gaps;
    private double squaredGaps;
    private double natural;
    private double squaredNatural;

    Feedback(HitCost cost) {
        this.cost = cost;
    }

    void add(Window window) {
        if (!window.isFresh() || window.endedByHits()) {
            return;
        }
        for (Window.Hits hits : window.threads()) {
            if (hits.count() >= LEAST_HITS) {
                add(window, hits);
            }
        }
    }

    private void add(Window window, Window.Hits hits) {
        FirstHits first = byCpu.computeIfAbsent(hits.cpu(), cpu -> new FirstHits());
        double wait = hits.firstNanos() - window.openedNanos();
        first.count++;
        first.sum += wait;
        first.squares += wait * wait;
        first.earliest = Math.min(first.earliest, wait);
        double n = hits.count() - 1.0;
        double hitNanos = cost.trap();
        gaps += hits.gaps();
        squaredGaps += hits.squaredGaps();
        natural += hits.gaps() - n * hitNanos;
        squaredNatural += hits.squaredGaps() - 2 * hitNanos * hits.gaps() + n * hitNanos * hitNanos;
    }

    Range range() {
        double count = 0;
        double sum = 0;
        double squares = 0;
        for (FirstHits first : byCpu.values()) {
            count += first.count;
            sum += first.sum - first.count * first.earliest;
            squares += first.squares - 2 * first.earliest * first.sum + first.count * first.earliest * first.earliest;
        }
        if (count < LEAST_FIRST_HITS || natural <= 0) {
            return Range.UNKNOWN;
        }
        double wait = sum / count;
        double error = Math.sqrt(Math.max(0, squares / count - wait * wait) / count);
        double undelayed = squaredGaps / (2 * gaps);
        double delayed = squaredNatural / (2 * natural);
        if (undelayed <= delayed || wait > undelayed + IMPOSSIBLE * error || wait < delayed - IMPOSSIBLE * error) {
            // Something else makes them late or early, such as a window that opens slowly.
            return Range.UNKNOWN;
        }
        double likely = (undelayed - wait) / (undelayed - delayed);
        double uncertain = ERRORS * error / (undelayed - delayed);
        if (uncertain > TELLING && (likely + uncertain < 0 || likely - uncertain > 1)) {
            return Range.UNKNOWN;
        }
        return new Range(clip(likely - uncertain), clip(likely), clip(likely + uncertain));
    }

    private static double clip(double part) {
        return Math.max(0, Math.min(1, part));
    }
}
