package dev.xwatch.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What some tests need of the machine and the user beside breakpoints. */
public final class Host {
    private Host() {}

    /** Skips the test unless it may become anybody and mount anything. */
    static void requireRoot() throws IOException {
        Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        Assumptions.assumeTrue(user.equals(0), "this needs root");
    }

    /** Skips the test where a program is not installed; with {@code XWATCH_REQUIRE_HW=true} it fails. */
    static void requireTool(String name) {
        boolean found = hasTool(name);
        if (!found && "true".equals(System.getenv("XWATCH_REQUIRE_HW"))) {
            throw new AssertionError("XWATCH_REQUIRE_HW=true, but there is no " + name);
        }
        Assumptions.assumeTrue(found, "this needs " + name);
    }

    /** Whether a program is installed. */
    public static boolean hasTool(String name) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }
}
