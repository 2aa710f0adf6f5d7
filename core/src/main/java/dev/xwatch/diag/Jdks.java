package dev.xwatch.diag;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Looks for Java runtimes where they usually are. */
public final class Jdks {
    private Jdks() {}

    /** The home directories of those of this machine, the running one first. */
    public static List<Path> found() {
        String home = System.getProperty("user.home", "/");
        return found(
                Path.of(System.getProperty("java.home")),
                List.of(
                        Path.of("/usr/lib/jvm"),
                        Path.of("/usr/java"),
                        Path.of("/opt/java"),
                        Path.of("/opt"),
                        Path.of(home, ".sdkman/candidates/java"),
                        Path.of(home, ".jdks")));
    }

    /** @param parents directories that hold homes; those that do not exist are passed over */
    static List<Path> found(Path running, List<Path> parents) {
        List<Path> candidates = new ArrayList<>();
        candidates.add(running);
        for (Path parent : parents) {
            try (Stream<Path> entries = Files.list(parent)) {
                candidates.addAll(entries.sorted().toList());
            } catch (IOException e) {
                // It is not there, or not for us: nothing to be found in it.
            }
        }
        Set<Path> homes = new LinkedHashSet<>();
        for (Path candidate : candidates) {
            try {
                if (Files.isExecutable(candidate.resolve("bin/java"))) {
                    homes.add(candidate.toRealPath());
                }
            } catch (IOException e) {
                // It has just gone.
            }
        }
        return List.copyOf(homes);
    }
}
