package dev.xwatch.it.bench;

import java.util.Arrays;

/** The median of a sample, and an interval in which that of all there could be lies with 95 %, whatever its distribution. */
record Median(double value, double low, double high) {
    private static final double OUTSIDE = 0.025;

    static Median of(double... sample) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        int cut = 0;
        // How likely it is that no more than so many of n lie below the true median: binomial, p = 1/2.
        double probability = Math.pow(0.5, n);
        double tail = probability;
        while (cut < (n - 1) / 2 && tail <= OUTSIDE) {
            cut++;
            probability *= (double) (n - cut + 1) / cut;
            tail += probability;
        }
        int below = Math.max(0, cut - 1);
        double middle = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        return new Median(middle, sorted[below], sorted[n - 1 - below]);
    }
}
