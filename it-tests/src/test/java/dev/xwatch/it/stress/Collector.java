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
     * How many class loaders of xwatch may be there when it has gone. These have kept one, now and then (JDK 25), to which a
     * heap dump shows no way from any root. A likely reason, not a proved one: where threads run while it is marked, what
     * compiled code refers to is kept when that is entered ({@code nmethod_entry_barrier} in {@code zBarrierSetNMethod.cpp}),
     * and code of the JDK that xwatch made hot can refer to xwatch's classes.
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
