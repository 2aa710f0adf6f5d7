package dev.xwatch.diag;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Starts xwatch on a JDK, to have it say what it can do there. */
final class JdkProbe implements Probe {
    private static final int SECONDS = 60;
    private static final int MOST_OUTPUT = 500;

    private final Path xwatchJar;
    private final Path jdk;

    JdkProbe(Path xwatchJar, Path jdk) {
        this.xwatchJar = xwatchJar;
        this.jdk = jdk;
    }

    @Override
    public Finding run() throws IOException {
        Process child = new ProcessBuilder(
                        List.of(jdk.resolve("bin/java").toString(), "-jar", xwatchJar.toString(), "inspect"))
                .start();
        try {
            // What it prints fits into the pipes: it can be read afterwards.
            if (!child.waitFor(SECONDS, TimeUnit.SECONDS)) {
                return notStarted("java -jar xwatch.jar inspect has not ended in " + SECONDS + " s");
            }
            if (child.exitValue() != 0) {
                return notStarted("exit status " + child.exitValue() + ": " + text(child.getErrorStream()));
            }
            return judge(JvmReport.parse(text(child.getInputStream())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            child.destroyForcibly();
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), UTF_8);
    }

    private static Finding notStarted(String what) {
        return new Finding.Fails(
                what.strip().substring(0, Math.min(what.strip().length(), MOST_OUTPUT)),
                new Explanation(
                        "xwatch does not start on it",
                        "use a JDK from 17 on, of this architecture",
                        Topic.NO_INSPECTION));
    }

    static Finding judge(JvmReport report) {
        String missing = report.abilities().entrySet().stream()
                .filter(ability -> !ability.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .map(ability -> ability.getKey() + ": " + ability.getValue())
                .collect(Collectors.joining("; "));
        if (missing.isEmpty()) {
            return new Finding.Ok(report.vm() + ": "
                    + report.abilities().keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return new Finding.Degraded(
                report.vm() + ": " + missing,
                new Explanation(
                        "this JVM does not show what methods are found by, or lacks a module",
                        "use a HotSpot JDK from 17 on with all modules; addresses can be watched on any",
                        Topic.NO_INSPECTION));
    }
}
