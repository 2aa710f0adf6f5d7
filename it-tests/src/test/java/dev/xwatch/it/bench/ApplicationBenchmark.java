package dev.xwatch.it.bench;

import dev.xwatch.it.ChildJvm;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.Launch;
import dev.xwatch.it.app.Database;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What watches that are not hit cost a real application. */
final class ApplicationBenchmark implements Benchmark {
    private static final int ROUNDS = Integer.getInteger("xwatch.bench.pairs", 15);
    private static final int MILLIS = 4_000;
    private static final int SETTLING_MILLIS = 3_000;
    private static final int WARM_UP_MILLIS = 30_000;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;

    /** How the JVM stands in a slice of time. */
    private enum Standing {
        UNWATCHED("unwatched", ""),
        LOADED("agent loaded", "list"),
        WATCHED(Database.COLD_METHODS + " cold watches", watches());

        private final String title;
        private final String options;

        Standing(String title, String options) {
            this.title = title;
            this.options = options;
        }

        private static String watches() {
            return IntStream.range(0, Database.COLD_METHODS)
                    .mapToObj(i -> "watch:dev.xwatch.it.app.Hundred::m" + i)
                    .collect(Collectors.joining(",", "", ",budget:5%"));
        }

        /** From any other: what that needed is taken away first. */
        void takeUp(ChildJvm child) throws IOException {
            child.attach("stop");
            if (!options.isEmpty()
                    && child.attach(options).watches().stream().anyMatch(watch -> watch.address() == 0)) {
                throw new IOException("not all are armed: " + child.attach("list"));
            }
        }
    }

    /**
     * @param median of the time that a transaction takes, as the percentiles in nanoseconds
     * @param cpuNanos what all threads have taken
     * @param ownNanos what those of xwatch have taken of it
     */
    private record Slice(
            double transactions,
            double median,
            double p99,
            double p999,
            double most,
            double cpuNanos,
            double ownNanos) {
        double cpuNanosPerTransaction() {
            return cpuNanos / transactions;
        }
    }

    @Override
    public String question() {
        return "Two clients make transactions on a database in memory (H2), as many as they can, in slices of "
                + MILLIS / 1_000 + " s: without xwatch, with the agent, with " + Database.COLD_METHODS
                + " watches on compiled methods that nobody calls. " + ROUNDS
                + " rounds of these three, each round in another order; xwatch is taken away by `stop` and loaded anew in between, and the slice"
                + " begins " + SETTLING_MILLIS / 1_000
                + " s later. *Cost*: the transactions of an unwatched slice for each of this one, in a round; the median and its"
                + " 95 % interval. *CPU*: the same of the CPU time that the process takes for a transaction, all of its threads together, which"
                + " other processes disturb less. Times of a transaction: medians of the slices' percentiles, and the longest of all."
                + " *xwatch's threads*: their part of all CPUs' time.";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "",
                "cost",
                "95 % interval",
                "CPU",
                "95 % interval",
                "transactions a second",
                "p50",
                "p99",
                "p99.9",
                "longest",
                "xwatch's threads");
    }

    @Override
    public void measure(Jdk jdk, Consumer<List<String>> rows) throws IOException, InterruptedException {
        Map<Standing, List<Slice>> slices = new EnumMap<>(Standing.class);
        try (ChildJvm child = Launch.on(jdk)
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet", "-Xms1g", "-Xmx1g")
                .jvm("-XX:CompileCommand=dontinline,dev.xwatch.it.app.Hundred::*")
                // There from the start: on JDK 17 an agent that comes late has all compiled code thrown out.
                .agent("list")
                .library(Libraries.named("h2.jar"))
                .main(Database.class, "2")
                .start()) {
            child.awaitLine("ready");
            slice(child, WARM_UP_MILLIS);
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < Standing.values().length; i++) {
                    Standing standing = Standing.values()[(round + i) % Standing.values().length];
                    standing.takeUp(child);
                    slice(child, SETTLING_MILLIS);
                    slices.computeIfAbsent(standing, key -> new ArrayList<>()).add(slice(child, MILLIS));
                }
            }
        }
        slices.keySet().forEach(standing -> rows.accept(row(standing, slices)));
    }

    private static Slice slice(ChildJvm child, int millis) throws IOException, InterruptedException {
        double cpuBefore = ThreadTimes.nanos(child.pid(), thread -> true);
        double ownBefore = ThreadTimes.nanos(child.pid(), ApplicationBenchmark::isOwn);
        child.println(Integer.toString(millis));
        double[] said = Arrays.stream(child.awaitLine("slice ").split(" ", -1))
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .toArray();
        double own = ThreadTimes.nanos(child.pid(), ApplicationBenchmark::isOwn) - ownBefore;
        double cpu = ThreadTimes.nanos(child.pid(), thread -> true) - cpuBefore;
        return new Slice(said[0], said[1], said[2], said[3], said[4], cpu, own);
    }

    private static boolean isOwn(String thread) {
        return thread.startsWith("xwatch-");
    }

    private static List<String> row(Standing standing, Map<Standing, List<Slice>> slices) {
        List<Slice> own = slices.getOrDefault(standing, List.of());
        List<Slice> unwatched = slices.getOrDefault(Standing.UNWATCHED, List.of());
        Median cost = ratio(unwatched, own, Slice::transactions);
        Median cpu = ratio(own, unwatched, Slice::cpuNanosPerTransaction);
        double available = MILLIS * NANOS_PER_MILLI * Runtime.getRuntime().availableProcessors();
        return List.of(
                standing.title,
                number(cost.value()),
                number(cost.low()) + " to " + number(cost.high()),
                number(cpu.value()),
                number(cpu.low()) + " to " + number(cpu.high()),
                String.format(Locale.ROOT, "%,.0f", median(own, Slice::transactions) * 1_000 / MILLIS),
                micros(median(own, Slice::median)),
                micros(median(own, Slice::p99)),
                micros(median(own, Slice::p999)),
                String.format(
                        Locale.ROOT,
                        "%.1f ms",
                        own.stream().mapToDouble(Slice::most).max().orElseThrow() / NANOS_PER_MILLI),
                String.format(Locale.ROOT, "%.2f %%", 100 * median(own, Slice::ownNanos) / available));
    }

    /** Round by round. */
    private static Median ratio(List<Slice> of, List<Slice> to, ToDoubleFunction<Slice> value) {
        return Median.of(IntStream.range(0, of.size())
                .mapToDouble(round -> value.applyAsDouble(of.get(round)) / value.applyAsDouble(to.get(round)))
                .toArray());
    }

    private static double median(List<Slice> slices, ToDoubleFunction<Slice> value) {
        return Median.of(slices.stream().mapToDouble(value).toArray()).value();
    }

    private static String number(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }

    private static String micros(double nanos) {
        return String.format(Locale.ROOT, "%,.1f µs", nanos / NANOS_PER_MICRO);
    }
}
