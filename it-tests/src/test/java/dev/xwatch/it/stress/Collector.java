package dev.xwatch.it.stress;

import dev.xwatch.it.Jdk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Collectors that JDKs may have. */
enum Collector {
    G1,
    Z,
    Serial,
    Parallel,
    Shenandoah;

    String option() {
        return "-XX:+Use" + name() + "GC";
    }

    /** Those that a JDK has. */
    static List<Collector> of(Jdk jdk) throws IOException, InterruptedException {
        List<Collector> had = new ArrayList<>();
        for (Collector collector : values()) {
            String java = jdk.home().resolve("bin").resolve("java").toString();
            Process process = new ProcessBuilder(java, collector.option(), "-version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() == 0) {
                had.add(collector);
            }
        }
        return had;
    }
}
