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

    /**
     * How many class loaders of xwatch may be there when it has gone. A collector that marks while threads run keeps what
     * compiled code refers to that is entered meanwhile ({@code nmethod_entry_barrier} in {@code zBarrierSetNMethod.cpp} and
     * {@code shenandoahBarrierSetNMethod.cpp}), and code of the JDK that xwatch made hot refers to xwatch's classes. So one
     * has been kept now and then (JDK 25), to which a heap dump shows no way from any root.
     */
    int keeps() {
        return this == Z || this == Shenandoah ? 1 : 0;
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
