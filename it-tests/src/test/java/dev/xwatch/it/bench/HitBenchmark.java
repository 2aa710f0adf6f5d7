package dev.xwatch.it.bench;

import dev.xwatch.it.ChildJvm;
import dev.xwatch.it.Counts;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.Launch;
import dev.xwatch.it.app.Bursts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a hit costs the thread that makes it, against the least that it can cost. */
final class HitBenchmark implements Benchmark {
    private static final int PAIRS = Integer.getInteger("xwatch.bench.pairs", 15);
    private static final String TARGET = "dev.xwatch.it.app.Targets::mixed";
    private static final String NAME = "bench";

    @Override
    public String question() {
        return "Bursts of " + Bursts.CALLS
                + " calls, of a method that is watched with `budget:off`, and of a function in C that has a"
                + " breakpoint which only counts, in turn; " + PAIRS + " pairs of " + Bursts.BURSTS
                + " bursts each. *Ratio*: of the CPU time that"
                + " a call takes of its thread, less that of an unwatched one; the median and its 95 % interval. *By the clock*: the same with"
                + " what the thread waits, because xwatch's threads need a CPU too.";
    }

    @Override
    public List<String> columns() {
        return List.of("options", "ratio", "95 % interval", "by the clock", "95 % interval", "hits", "lost");
    }

    @Override
    public List<List<String>> measure(Jdk jdk) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("xwatch-bench");
        try (BareC bare = BareC.start(directory);
                ChildJvm child = Launch.on(jdk)
                        .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet")
                        .jvm("-XX:CompileCommand=dontinline," + TARGET)
                        .main(Bursts.class)
                        .start()) {
            child.awaitLine("ready");
            List<List<String>> rows = new ArrayList<>();
            rows.add(row(child, bare, "stack:off,args:off"));
            rows.add(row(child, bare, "stack:off,args:off,record:" + directory.resolve("off.jfr")));
            rows.add(row(child, bare, "record:" + directory.resolve("stacks.jfr")));
            return rows;
        }
    }

    private static List<String> row(ChildJvm child, BareC bare, String options)
            throws IOException, InterruptedException {
        double[] ratios = new double[PAIRS];
        double[] clockRatios = new double[PAIRS];
        BareC.Took unwatched = bursts(child);
        child.attach("watch:" + NAME + "@" + TARGET + ",budget:off," + options);
        // The first is not counted: classes of xwatch are loaded and compiled.
        bursts(child);
        bare.bursts();
        for (int pair = 0; pair < PAIRS; pair++) {
            BareC.Took counting = bare.bursts();
            BareC.Took watched = bursts(child);
            ratios[pair] = (watched.cpuNanos() - unwatched.cpuNanos()) / counting.cpuNanos();
            clockRatios[pair] = (watched.nanos() - unwatched.nanos()) / counting.nanos();
        }
        Counts counts = child.attach("list").only().counts();
        child.attach("stop");
        Median ratio = Median.of(ratios);
        Median clockRatio = Median.of(clockRatios);
        return List.of(
                "`" + options.replaceAll("record:.*", "record:FILE") + "`",
                number(ratio.value()),
                number(ratio.low()) + " to " + number(ratio.high()),
                number(clockRatio.value()),
                number(clockRatio.low()) + " to " + number(clockRatio.high()),
                String.format(Locale.ROOT, "%,d", counts.hits()),
                String.format(Locale.ROOT, "%,d", counts.lost()));
    }

    private static BareC.Took bursts(ChildJvm child) throws InterruptedException {
        child.println("");
        return BareC.Took.parse(child.awaitLine("nanos="));
    }

    private static String number(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
