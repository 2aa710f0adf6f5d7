package dev.xwatch.it.matrix;

import java.util.List;

/**
 * A way to start a JVM.
 *
 * @param flags options of {@code java}; one that the JDK does not have makes a row that says so
 */
record Configuration(String name, List<String> flags) {
    private static Configuration of(String name, String... flags) {
        return new Configuration(name, List.of(flags));
    }

    /** Each collector alone, then each other option with the collector that the JVM chooses. */
    static List<Configuration> all() {
        return List.of(
                of("no options"),
                of("Serial", "-XX:+UseSerialGC"),
                of("Parallel", "-XX:+UseParallelGC"),
                of("G1", "-XX:+UseG1GC"),
                of("ZGC", "-XX:+UseZGC"),
                of("ZGC, generational", "-XX:+UseZGC", "-XX:+ZGenerational"),
                of("Shenandoah", "-XX:+UseShenandoahGC"),
                of("Shenandoah, generational", "-XX:+UseShenandoahGC", "-XX:ShenandoahGCMode=generational"),
                of("interpreter alone", "-Xint"),
                of("C1 alone", "-XX:TieredStopAtLevel=1"),
                of("C2 alone", "-XX:-TieredCompilation"),
                of("code cache in one piece", "-XX:-SegmentedCodeCache"),
                of("code cache of 2 GB", "-XX:ReservedCodeCacheSize=2048m"),
                of("whole references", "-XX:-UseCompressedOops"),
                of("whole class pointers", "-XX:-UseCompressedClassPointers"),
                of("compact headers", "-XX:+UseCompactObjectHeaders"),
                of("no class data sharing", "-Xshare:off"),
                of("large pages", "-XX:+UseLargePages"),
                of("transparent huge pages", "-XX:+UseTransparentHugePages"),
                of("no JVMCI", "-XX:+UnlockExperimentalVMOptions", "-XX:-EnableJVMCI"));
    }
}
