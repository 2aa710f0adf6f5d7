package dev.xwatch.watch;

import java.util.Arrays;

/**
 * What was spent in the last so much time, wherever that begins, against what may be. CPU time in nanoseconds where
 * something is spent, CLOCK_MONOTONIC where it is "now". For one thread at a time.
 */
final class Spending {
    private static final int PARTS = 20;

    private final long partNanos;
    /** By the number of its part of time, one more than the span has: the first of them is only partly in it. */
    private final double[] spent = new double[PARTS + 1];

    private double most;
    private long part = Long.MIN_VALUE;

    Spending(long spanNanos) {
        partNanos = spanNanos / PARTS;
    }

    /** @param rate what may be spent for each unit of time; forgets what was spent */
    void allow(double rate) {
        most = rate * partNanos * PARTS;
        Arrays.fill(spent, 0);
    }

    /** What may be spent in the span. */
    double most() {
        return most;
    }

    void spend(double nanos, long nowNanos) {
        forget(nowNanos);
        spent[index(part)] += nanos;
    }

    /** What can be spent now; negative if more was spent than may be. */
    double left(long nowNanos) {
        forget(nowNanos);
        double sum = 0;
        for (double ofPart : spent) {
            sum += ofPart;
        }
        return most - sum;
    }

    /** When there will be so much, at most {@link #most}. */
    long whenLeft(double nanos, long nowNanos) {
        double left = left(nowNanos);
        double wanted = Math.min(nanos, most);
        for (long oldest = part - PARTS; left < wanted && oldest <= part; oldest++) {
            left += spent[index(oldest)];
            if (left >= wanted) {
                return (oldest + PARTS + 1) * partNanos;
            }
        }
        return left >= wanted ? nowNanos : nowNanos + partNanos;
    }

    private void forget(long nowNanos) {
        long now = Math.floorDiv(nowNanos, partNanos);
        if (part == Long.MIN_VALUE || now - part > PARTS) {
            Arrays.fill(spent, 0);
        } else {
            for (long gone = part + 1; gone <= now; gone++) {
                spent[index(gone)] = 0;
            }
        }
        part = Math.max(part, now);
    }

    private int index(long number) {
        return (int) Math.floorMod(number, (long) spent.length);
    }
}
