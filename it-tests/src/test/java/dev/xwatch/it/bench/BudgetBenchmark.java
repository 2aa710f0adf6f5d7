package dev.xwatch.it.bench;

import dev.xwatch.it.Counts;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.app.Load;
import dev.xwatch.it.app.Rhythm;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What a watch on a method that is called as fast as the machine can takes of the application's throughput. */
final class BudgetBenchmark implements Benchmark {
    private static final int PAIRS = Integer.getInteger("xwatch.bench.pairs", 15);
    private static final long MILLIS = 2_000;
    private static final long SETTLING_MILLIS = 100;
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public String question() {
        return "A method is called as fast as the machine can, and watched with stacks and arguments, for "
                + MILLIS / 1_000
                + " s; then not, for as long; " + PAIRS
                + " times. *Loss*: of throughput in a pair, the median and its 95 %"
                + " interval. *Stall*: what the worst 10 ms of all lost, the burst when the watch is set among them.";
    }

    @Override
    public List<String> columns() {
        return List.of("threads", "budget", "loss", "95 % interval", "longest stall in 10 ms", "hits", "lost");
    }

    @Override
    public void measure(Jdk jdk, Consumer<List<String>> rows) throws IOException, InterruptedException {
        for (int threads : new int[] {1, 2}) {
            for (String budget : List.of("1%", "5%", "off")) {
                rows.accept(row(jdk, threads, budget));
            }
        }
    }

    private static List<String> row(Jdk jdk, int threads, String budget) throws IOException, InterruptedException {
        double[] losses = new double[PAIRS];
        double stall = 0;
        long hits = 0;
        long lost = 0;
        try (LoadedJvm jvm = LoadedJvm.start(jdk, threads, Rhythm.MAX, 0)) {
            jvm.go();
            // The first is not counted: classes of xwatch are loaded and compiled.
            for (int pair = -1; pair < PAIRS; pair++) {
                double unwatched = mean(measured(jvm));
                jvm.watch(budget);
                Thread.sleep(SETTLING_MILLIS);
                long[] first = jvm.parts();
                long[] watched = measured(jvm);
                Counts counts = jvm.standing().counts();
                jvm.unwatch();
                if (pair >= 0) {
                    losses[pair] = 1 - mean(watched) / unwatched;
                    stall = Math.max(stall, 1 - Math.min(least(first), least(watched)) / unwatched);
                    hits += counts.hits();
                    lost += counts.lost();
                }
            }
        }
        Median loss = Median.of(losses);
        return List.of(
                Integer.toString(threads),
                budget,
                percent(loss.value()),
                percent(loss.low()) + " to " + percent(loss.high()),
                String.format(Locale.ROOT, "%.1f ms", stall * Load.PART_NANOS / NANOS_PER_MILLI),
                String.format(Locale.ROOT, "%,d", hits),
                String.format(Locale.ROOT, "%,d", lost));
    }

    private static long[] measured(LoadedJvm jvm) throws InterruptedException {
        Thread.sleep(SETTLING_MILLIS);
        jvm.parts();
        Thread.sleep(MILLIS);
        return jvm.parts();
    }

    private static double least(long[] parts) {
        return Arrays.stream(parts).min().orElseThrow();
    }

    private static double mean(long[] parts) {
        return Arrays.stream(parts).average().orElseThrow();
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", part * 100);
    }
}
