package dev.xwatch.it.bench;

import dev.xwatch.it.Counts;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.ReplyFile;
import dev.xwatch.it.app.Rhythm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** How many hits a second are described, and what that costs. */
final class DrainBenchmark implements Benchmark {
    private static final long MILLIS = 4_000;
    private static final long SETTLING_MILLIS = 1_000;

    @Override
    public String question() {
        return "A thread calls a watched method at a steady rate for " + MILLIS / 1_000
                + " s, with `budget:off` and `record:FILE`. *Reading*: the CPU time"
                + " that xwatch's threads take for a hit, from the ring to the recording. *Lost*: hits that were counted and not described.";
    }

    @Override
    public List<String> columns() {
        return List.of("options", "calls a second", "hits", "lost", "reading a hit");
    }

    @Override
    public void measure(Jdk jdk, Consumer<List<String>> rows) throws IOException, InterruptedException {
        for (String options : List.of("stack:off,args:off", "stack:32")) {
            for (double rate : new double[] {5_000, 10_000, 20_000, 40_000, 80_000}) {
                rows.accept(row(jdk, options, rate));
            }
        }
    }

    private static List<String> row(Jdk jdk, String options, double rate) throws IOException, InterruptedException {
        try (LoadedJvm jvm = LoadedJvm.start(jdk, 1, Rhythm.STEADY, rate)) {
            Path recording = Files.createTempDirectory("xwatch-bench").resolve("hits.jfr");
            jvm.watch("off," + options + ",record:" + recording);
            run(jvm);
            long cpuNanos = jvm.readingNanos();
            Counts before = jvm.standing().counts();
            run(jvm);
            ReplyFile.Watch after = jvm.standing();
            double reading = jvm.readingNanos() - cpuNanos;
            long hits = after.counts().hits() - before.hits();
            return List.of(
                    "`" + options + "`",
                    String.format(Locale.ROOT, "%,.0f", rate),
                    String.format(Locale.ROOT, "%,d", hits),
                    String.format(Locale.ROOT, "%,d", after.counts().lost() - before.lost()),
                    String.format(Locale.ROOT, "%.1f \u00b5s", reading / hits / 1_000));
        }
    }

    private static void run(LoadedJvm jvm) throws InterruptedException {
        jvm.go();
        Thread.sleep(MILLIS);
        jvm.halt();
        Thread.sleep(SETTLING_MILLIS);
    }
}
