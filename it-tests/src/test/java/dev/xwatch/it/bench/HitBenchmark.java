package dev.xwatch.it.bench;

import dev.xwatch.it.Counts;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.app.Bursts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What a hit costs the thread that makes it, against the least that it can cost. */
final class HitBenchmark implements Benchmark {
    private static final int PAIRS = Integer.getInteger("xwatch.bench.pairs", 15);
    private static final String NAME = "bench";

    @Override
    public String question() {
        return "Bursts of " + Bursts.CALLS
                + " calls, of a method that is watched with `budget:off`, and of a function in C that has a"
                + " breakpoint which only counts, in turn; " + PAIRS + " pairs of " + HitCost.BURSTS
                + " bursts each. *Ratio*: of the CPU time that"
                + " a call takes of its thread, less that of an unwatched one; the median and its 95 % interval. *By the clock*: the same with"
                + " what the thread waits, because xwatch's threads need a CPU too.";
    }

    @Override
    public List<String> columns() {
        return List.of("options", "ratio", "95 % interval", "by the clock", "95 % interval", "hits", "lost");
    }

    @Override
    public void measure(Jdk jdk, Consumer<List<String>> rows) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("xwatch-bench");
        try (BareC bare = BareC.counting(directory);
                BurstingJvm jvm = BurstingJvm.start(jdk)) {
            rows.accept(row(jvm, bare, "stack:off,args:off"));
            rows.accept(row(jvm, bare, "stack:off,args:off,record:" + directory.resolve("off.jfr")));
            rows.accept(row(jvm, bare, "record:" + directory.resolve("stacks.jfr")));
        }
    }

    private static List<String> row(BurstingJvm jvm, BareC bare, String options)
            throws IOException, InterruptedException {
        BareC.Took unwatched = HitCost.bursts(jvm::burst);
        jvm.child()
                .attach("watch:" + NAME + "@" + BurstingJvm.TYPE + "::" + BurstingJvm.METHOD + ",budget:off,"
                        + options);
        HitCost cost = HitCost.measure(PAIRS, bare, unwatched, jvm::burst);
        Counts counts = jvm.child().attach("list").only().counts();
        jvm.child().attach("stop");
        return List.of(
                "`" + options.replaceAll("record:.*", "record:FILE") + "`",
                HitCost.value(cost.ratio()),
                HitCost.interval(cost.ratio()),
                HitCost.value(cost.clockRatio()),
                HitCost.interval(cost.clockRatio()),
                String.format(Locale.ROOT, "%,d", counts.hits()),
                String.format(Locale.ROOT, "%,d", counts.lost()));
    }
}
