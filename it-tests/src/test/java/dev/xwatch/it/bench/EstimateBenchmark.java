package dev.xwatch.it.bench;

import dev.xwatch.it.Jdk;
import dev.xwatch.it.ReplyFile;
import dev.xwatch.it.app.Rhythm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Whether {@code estimatedHits} is what the application itself counts, where the budget does not let all be seen. */
final class EstimateBenchmark implements Benchmark {
    private static final int RUNS = Integer.getInteger("xwatch.bench.runs", 20);
    private static final long SECONDS = Integer.getInteger("xwatch.bench.seconds", 10);
    /** Where it is not asked how narrow the interval becomes. */
    private static final long SHORTER_SECONDS = (SECONDS + 1) / 2;

    /**
     * Where calls of a burst come nearly as fast as traps let them, and little is seen of them: until it shows that they come by
     * a clock, they are saturated.
     */
    private static final long LONGER_SECONDS = 3 * SECONDS;

    /** Where nothing but traps is seen, as soon as there are any. */
    private static final long SATURATED_SECONDS = (SECONDS + 3) / 4;

    private static final long SETTLING_MILLIS = 400;
    private static final double HIGHEST_KNOWN_RATE = 50_000;
    private static final String LOWEST_BUDGET = "1%";
    private static final List<String> BUDGETS = List.of("5%", LOWEST_BUDGET);

    @Override
    public String question() {
        return "One thread calls a watched method in a rhythm, and counts its calls, " + RUNS
                + " times, for " + SECONDS + " s where it is steady and can be estimated, for " + SHORTER_SECONDS
                + " s where it is not steady (" + LONGER_SECONDS
                + " at the highest of these rates and the lower budget), else for "
                + SATURATED_SECONDS
                + " s. *Inside*: in how many runs the count lay in the interval from `estimatedLow` to `estimatedHigh`. *Half*: half of"
                + " that interval's width, *error*: of `estimatedHits`, both against the count, medians. *Bound*: in how many runs"
                + " `hits / armedTime` was no more than the true rate.";
    }

    @Override
    public List<String> columns() {
        return List.of("calls a second", "rhythm", "budget", "inside", "half", "error", "saturated", "bound");
    }

    private record Run(long calls, double nanos, ReplyFile.Watch watch) {
        ReplyFile.Estimate estimate() {
            return watch.estimate();
        }

        boolean isInside() {
            return !estimate().saturated()
                    && calls >= estimate().low()
                    && calls <= estimate().high();
        }

        double half() {
            return (estimate().high() - estimate().low()) / 2.0 / calls;
        }

        double error() {
            return Math.abs(estimate().hits() - calls) / (double) calls;
        }

        boolean isBound() {
            return watch.counts().hits() / (double) estimate().armedNanos() <= calls / nanos;
        }
    }

    @Override
    public void measure(Jdk jdk, Consumer<List<String>> rows) throws IOException, InterruptedException {
        for (double rate : new double[] {5_000, 20_000, HIGHEST_KNOWN_RATE}) {
            for (String budget : BUDGETS) {
                rows.accept(row(jdk, rate, Rhythm.STEADY, budget, SECONDS));
                boolean isSeldomSeen = rate == HIGHEST_KNOWN_RATE && budget.equals(LOWEST_BUDGET);
                rows.accept(row(jdk, rate, Rhythm.BURSTY, budget, isSeldomSeen ? LONGER_SECONDS : SHORTER_SECONDS));
            }
        }
        rows.accept(row(jdk, 20_000, Rhythm.AFTER_WORK, BUDGETS.get(0), SHORTER_SECONDS));
        for (double rate : new double[] {1_000_000, 10_000_000}) {
            for (String budget : BUDGETS) {
                rows.accept(row(jdk, rate, Rhythm.STEADY, budget, SATURATED_SECONDS));
            }
        }
    }

    private static List<String> row(Jdk jdk, double rate, Rhythm rhythm, String budget, long seconds)
            throws IOException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        try (LoadedJvm jvm = LoadedJvm.start(jdk, 1, rhythm, rate)) {
            // The first is not counted: classes of xwatch are loaded and compiled.
            run(jvm, budget, seconds);
            for (int i = 0; i < RUNS; i++) {
                runs.add(run(jvm, budget, seconds));
            }
        }
        List<Run> known =
                runs.stream().filter(run -> !run.estimate().saturated()).toList();
        return List.of(
                String.format(Locale.ROOT, "%,.0f", rate),
                rhythm.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                budget,
                known.stream().filter(Run::isInside).count() + " of " + known.size(),
                median(known.stream().mapToDouble(Run::half).toArray()),
                median(known.stream().mapToDouble(Run::error).toArray()),
                runs.size() - known.size() + " of " + runs.size(),
                runs.stream().filter(Run::isBound).count() + " of " + runs.size());
    }

    private static Run run(LoadedJvm jvm, String budget, long seconds) throws IOException, InterruptedException {
        jvm.watch(budget);
        long begin = System.nanoTime();
        jvm.go();
        Thread.sleep(1_000 * seconds);
        long calls = jvm.halt();
        double nanos = System.nanoTime() - begin;
        Thread.sleep(SETTLING_MILLIS);
        Run run = new Run(calls, nanos, jvm.standing());
        jvm.unwatch();
        return run;
    }

    private static String median(double[] parts) {
        return parts.length == 0
                ? "-"
                : String.format(Locale.ROOT, "%.1f %%", 100 * Median.of(parts).value());
    }
}
