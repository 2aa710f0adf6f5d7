package dev.xwatch.watch;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The latest of many numbers. Takes no more memory than it has needed so far. For one thread at a time. */
final class Latest {
    private static final int FIRST_CAPACITY = 16;
    private static final double[] EMPTY = {};

    private final int most;
    private double[] values = EMPTY;
    private int count;

    /** @param most how many are kept */
    Latest(int most) {
        this.most = most;
    }

    void add(double value) {
        if (count == values.length && count < most) {
            values = Arrays.copyOf(values, Math.min(most, Math.max(FIRST_CAPACITY, 2 * count)));
        }
        values[count % most] = value;
        // Counts on to twice as many, and then again from as many: never too large a number.
        count = count + 1 == 2 * most ? most : count + 1;
    }

    /** In no order. */
    DoubleStream values() {
        return DoubleStream.of(values).limit(count);
    }

    /** The smallest first. */
    double[] sorted() {
        double[] sorted = Arrays.copyOf(values, Math.min(count, most));
        Arrays.sort(sorted);
        return sorted;
    }
}
