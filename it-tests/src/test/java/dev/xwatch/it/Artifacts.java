package dev.xwatch.it;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** The jars under test, by the system properties that the build sets. */
public final class Artifacts {
    private Artifacts() {}

    /** The agent. */
    public static Path xwatchJar() {
        return named("xwatch.jar");
    }

    /** The rule for JMC. */
    static Path jmcJar() {
        return named("jmc.jar");
    }

    /** The demo application. */
    static Path demoJar() {
        return named("demo.jar");
    }

    private static Path named(String property) {
        return Optional.ofNullable(System.getProperty(property))
                .map(path -> Path.of(path).toAbsolutePath().normalize())
                .orElseThrow(() -> new IllegalStateException("run this with -D" + property + "=FILE"));
    }

    /** The directory of the compiled tests: the class path for the programs in {@code dev.xwatch.it.app}. */
    public static Path testClasses() {
        try {
            return Path.of(Artifacts.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
