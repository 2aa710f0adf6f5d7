package dev.xwatch.it.bench.peer;

import dev.xwatch.it.Tool;
import java.io.IOException;
import java.util.Optional;

/** Which programs are installed. */
final class Installed {
    private Installed() {}

    /** Its name, with its version if it is installed. */
    static String named(String program) throws IOException, InterruptedException {
        return Tool.version(program).map(version -> program + " " + version).orElse(program);
    }

    static Optional<String> missing(String program) throws IOException, InterruptedException {
        return Tool.version(program).isPresent() ? Optional.empty() : Optional.of("not installed");
    }
}
