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
                + " bursts each. *Ratio*: of the time of a"
                + " call in a pair, less that of an unwatched one; the median and its 95 % interval. *On disk*: with `record:FILE`.";
    }

    @Override
    public List<String> columns() {
        return List.of("options", "ratio", "95 % interval", "hits", "lost");
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
        double unwatched = nanos(child);
        child.attach("watch:" + NAME + "@" + TARGET + ",budget:off," + options);
        // The first is not counted: classes of xwatch are loaded and compiled.
        nanos(child);
        bare.nanos();
        for (int pair = 0; pair < PAIRS; pair++) {
            double counting = bare.nanos();
            ratios[pair] = (nanos(child) - unwatched) / counting;
        }
        Counts counts = child.attach("list").only().counts();
        child.attach("stop");
        Median ratio = Median.of(ratios);
        return List.of(
                "`" + options.replaceAll("record:.*", "record:FILE") + "`",
                number(ratio.value()),
                number(ratio.low()) + " to " + number(ratio.high()),
                String.format(Locale.ROOT, "%,d", counts.hits()),
                String.format(Locale.ROOT, "%,d", counts.lost()));
    }

    private static double nanos(ChildJvm child) throws InterruptedException {
        child.println("");
        return BareC.nanos(child.awaitLine("nanos="));
    }

    private static String number(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
