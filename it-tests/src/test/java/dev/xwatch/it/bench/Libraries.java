package dev.xwatch.it.bench;

import java.nio.file.Path;

/** What the build has fetched for benchmarks alone, into the directory that the property {@code bench.libraries} names. */
final class Libraries {
    private Libraries() {}

    /** @param file its path in that directory */
    static Path named(String file) {
        return Path.of(System.getProperty("bench.libraries", "target/bench"), file)
                .toAbsolutePath();
    }
}
