package dev.xwatch.it.bench;

import dev.xwatch.it.ChildJvm;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.Launch;
import dev.xwatch.it.ReplyFile;
import dev.xwatch.it.app.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How long it takes until a watch is armed in every thread. */
final class ArmingBenchmark implements Benchmark {
    private static final int REQUESTS = Integer.getInteger("xwatch.bench.pairs", 15);
    private static final int ROUNDS = Integer.getInteger("xwatch.bench.runs", 10);
    private static final int[] THREADS = {10, 100, 500, 1_000, 2_000};
    private static final int[] WATCHES = {1, 4};

    /** More than it takes xwatch to look less often, see docs/architecture.md. */
    private static final long REST_MILLIS = 2_500;

    private static final long COMPILING_MILLIS = 200;
    private static final int CALLS_UNTIL_COMPILED = 1_000;
    private static final int CALLS_UNTIL_OPTIMIZED = 50_000;
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public String question() {
        return "Threads that wait, and methods that another one calls. *Attach*: a load of the agent with all watches, on compiled methods, from"
                + " the request to its answer, by the clock; *first*: from there to armed in every thread, by xwatch's own clock, when the"
                + " breakpoints are opened in each thread; *later*: the same where they were opened before, and are free; "
                + REQUESTS + " times. *New version*: from the end of the compilation (`jdk.Compilation`) to armed"
                + " (`dev.xwatch.WatchState`), of the first one after seconds of rest and of the next ones; " + ROUNDS
                + " times for each watch. Medians, and the longest. With many threads it needs"
                + " file descriptors, of which the hard limit (`ulimit -Hn`) allows so many.";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "threads", "watches", "attach", "first", "later", "new version, after a rest", "new version, the next");
    }

    @Override
    public void measure(Jdk jdk, Consumer<List<String>> rows) throws IOException, InterruptedException {
        for (int threads : THREADS) {
            for (int watches : WATCHES) {
                rows.accept(row(jdk, threads, watches));
            }
        }
    }

    private static List<String> row(Jdk jdk, int threads, int watches) throws IOException, InterruptedException {
        try (ChildJvm child = Launch.on(jdk)
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet", "-Xss256k")
                .jvm("-XX:CompileCommand=dontinline,dev.xwatch.it.app.Hundred::*")
                // There from the start: on JDK 17 an agent that comes late has all compiled code thrown out.
                .agent("list")
                .main(Versions.class, Integer.toString(threads))
                .start()) {
            child.awaitLine("ready");
            List<String> row = new ArrayList<>(List.of(Integer.toString(threads), Integer.toString(watches)));
            Optional<String> gap = gap(child, watches);
            if (gap.isPresent()) {
                row.add(gap.get());
                return row;
            }
            row.addAll(requests(child, watches));
            CodeVersions versions = versions(child, watches);
            row.add(text(versions.millisOfFirst()));
            row.add(text(versions.millisOfLater()));
            return row;
        }
    }

    /** What is missing to arm all, such as file descriptors for so many threads. Leaves compiled methods. */
    private static Optional<String> gap(ChildJvm child, int watches) throws IOException, InterruptedException {
        call(child, 0, watches, CALLS_UNTIL_OPTIMIZED);
        Thread.sleep(COMPILING_MILLIS);
        return child.attach(watching(0, watches)).watches().stream()
                .filter(watch -> watch.threadsArmed() < watch.threads())
                .map(watch -> watch.reason().split(":", 2)[0])
                .findFirst();
    }

    private static List<String> requests(ChildJvm child, int watches) throws IOException, InterruptedException {
        List<Double> attach = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        List<Double> later = new ArrayList<>();
        String options = watching(0, watches);
        for (int i = 0; i < REQUESTS; i++) {
            child.attach("stop");
            long begin = System.nanoTime();
            first.add(armMillis(child.attach(options)));
            attach.add((System.nanoTime() - begin) / NANOS_PER_MILLI);
            child.attach("unwatch:all");
            later.add(armMillis(child.attach(options)));
        }
        return List.of(text(attach), text(first), text(later));
    }

    /** Of the watch that was last. */
    private static double armMillis(ReplyFile reply) {
        for (ReplyFile.Watch watch : reply.watches()) {
            if (!watch.state().equals("Armed") || watch.threadsArmed() < watch.threads()) {
                throw new IllegalStateException("not armed in every thread: " + watch);
            }
        }
        return reply.watches().stream()
                .mapToDouble(ReplyFile.Watch::armMillis)
                .max()
                .orElseThrow();
    }

    private static CodeVersions versions(ChildJvm child, int watches) throws IOException, InterruptedException {
        Path recording = Files.createTempDirectory("xwatch-bench").resolve("versions.jfr");
        child.jcmd("JFR.start", "name=bench", "+jdk.Compilation#enabled=true", "+jdk.Compilation#threshold=0ms");
        for (int round = 1; round <= ROUNDS; round++) {
            int first = round * watches;
            child.attach("unwatch:all");
            child.attach(watching(first, watches));
            Thread.sleep(REST_MILLIS);
            call(child, first, watches, CALLS_UNTIL_COMPILED);
            Thread.sleep(COMPILING_MILLIS);
            call(child, first, watches, CALLS_UNTIL_OPTIMIZED);
            Thread.sleep(COMPILING_MILLIS);
        }
        child.jcmd("JFR.dump", "name=bench", "filename=" + recording);
        return CodeVersions.read(recording);
    }

    private static String watching(int first, int watches) {
        return IntStream.range(first, first + watches)
                        .mapToObj(i -> "watch:dev.xwatch.it.app.Hundred::m" + i)
                        .collect(Collectors.joining(","))
                + ",stack:off,args:off";
    }

    private static void call(ChildJvm child, int first, int watches, int calls) throws InterruptedException {
        for (int i = first; i < first + watches; i++) {
            child.println(i + " " + calls);
            child.awaitLine("called");
        }
    }

    private static String text(List<Double> millis) {
        double[] sample =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sample.length == 0
                ? "none"
                : String.format(Locale.ROOT, "%.1f ms (%.1f)", Median.of(sample).value(), sample[sample.length - 1]);
    }
}
