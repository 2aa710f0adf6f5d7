package dev.xwatch.watch;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The latest of many numbers. For one thread at a time. */
final class Latest {
    private final double[] values;
    private int count;

    /** @param most how many are kept */
    Latest(int most) {
        values = new double[most];
    }

    void add(double value) {
        values[count % values.length] = value;
        // Counts on to twice as many, and then again from as many: never too large a number.
        count = count + 1 == 2 * values.length ? values.length : count + 1;
    }

    /** In no order. */
    DoubleStream values() {
        return DoubleStream.of(values).limit(count);
    }

    /** The smallest first. */
    double[] sorted() {
        double[] sorted = Arrays.copyOf(values, Math.min(count, values.length));
        Arrays.sort(sorted);
        return sorted;
    }
}
