package dev.xwatch.it;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JDKs of this machine from 17 on: the one that runs the tests, those where Linux distributions put them, and those
 * that the environment variable {@code XWATCH_JDKS} names, separated by colons.
 */
public final class Jdks {
    private static final Path USUAL_PLACE = Path.of("/usr/lib/jvm");
    private static final int LEAST_FEATURE = 17;

    private Jdks() {}

    /** Sorted by version. Of several of one version, one. */
    public static List<Jdk> found() throws IOException {
        Map<String, Jdk> byVersion = new TreeMap<>();
        for (Path home : candidates()) {
            at(home).filter(jdk -> jdk.feature() >= LEAST_FEATURE).ifPresent(jdk -> byVersion.put(jdk.version(), jdk));
        }
        return byVersion.values().stream()
                .sorted(Comparator.comparingInt(Jdk::feature))
                .toList();
    }

    private static List<Path> candidates() throws IOException {
        List<Path> homes = new ArrayList<>();
        if (Files.isDirectory(USUAL_PLACE)) {
            try (Stream<Path> entries = Files.list(USUAL_PLACE)) {
                homes.addAll(entries.sorted().toList());
            }
        }
        homes.add(Path.of(System.getProperty("java.home")));
        Pattern.compile(":")
                .splitAsStream(Optional.ofNullable(System.getenv("XWATCH_JDKS")).orElse(""))
                .filter(home -> !home.isEmpty())
                .map(Path::of)
                .forEach(homes::add);
        return homes;
    }

    /** Empty if there is no whole JDK: a Java runtime without jcmd, or only what a removed package left behind. */
    private static Optional<Jdk> at(Path home) throws IOException {
        Path release = home.resolve("release");
        for (String tool : List.of("java", "jcmd", "jfr")) {
            if (!Files.isExecutable(home.resolve("bin").resolve(tool))) {
                return Optional.empty();
            }
        }
        if (!Files.isReadable(release)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        return version.isEmpty()
                ? Optional.empty()
                : Optional.of(new Jdk(
                        home.toRealPath(),
                        version,
                        Runtime.Version.parse(version).feature()));
    }
}
