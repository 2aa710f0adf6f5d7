package dev.xwatch.it.stress;

import dev.xwatch.it.ChildJvm;
import dev.xwatch.it.CodePageSource;
import dev.xwatch.it.Host;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.JmxConnection;
import dev.xwatch.it.Launch;
import dev.xwatch.it.OwnAgent;
import dev.xwatch.it.ReplyFile;
import dev.xwatch.it.app.Commotion;
import dev.xwatch.it.app.Family;
import dev.xwatch.it.app.Stressed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;

/** A JVM that runs {@link Stressed}, and the ways to reach it. */
final class StressedJvm implements AutoCloseable {
    private static final String CODE_CACHE = "24m";

    private final ChildJvm child;
    private final JmxConnection jmx;
    private final Duration patience;

    /**
     * The crew at rest.
     *
     * @param calls of each family and thread since it was so last
     */
    record Rest(Instant time, Map<Family, Map<String, Long>> calls) {
        long calls(Family family) {
            return calls.getOrDefault(family, Map.of()).values().stream()
                    .mapToLong(count -> count)
                    .sum();
        }
    }

    private StressedJvm(ChildJvm child, JmxConnection jmx, Duration patience) {
        this.child = child;
        this.jmx = jmx;
        this.patience = patience;
    }

    /** @param patience how long any answer may take */
    static StressedJvm start(Jdk jdk, Collector collector, long seed, Path directory, Duration patience)
            throws Exception {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(seed)));
        if (Host.hasTool("gcc")) {
            arguments.add(CodePageSource.library(directory).toString());
        }
        ChildJvm child = Launch.on(jdk)
                .jvm(collector.option(), "-Xmx256m", "-XX:ReservedCodeCacheSize=" + CODE_CACHE)
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline,dev.xwatch.it.app.Family$*::work")
                .jvm("-XX:CompileCommand=dontinline,dev.xwatch.it.app.Family$Guest::applyAsInt")
                .jvm("-XX:ErrorFile=" + directory.resolve("hs_err_%p.log"))
                .jvm("-javaagent:" + OwnAgent.jar(directory, Stressed.class))
                .main(Stressed.class, arguments.toArray(String[]::new))
                .start();
        try {
            child.awaitLine("ready");
            return new StressedJvm(child, JmxConnection.to(child), patience);
        } catch (Exception | Error e) {
            child.close();
            throw e;
        }
    }

    ChildJvm child() {
        return child;
    }

    JmxConnection jmx() {
        return jmx;
    }

    Duration patience() {
        return patience;
    }

    private String ask(String line) throws InterruptedException {
        child.println(line);
        String answer = child.awaitLine(said -> said.startsWith(line), patience);
        if (answer.startsWith(line + " failed")) {
            throw new AssertionError(answer);
        }
        return answer;
    }

    void on(Set<Commotion> commotions) throws InterruptedException {
        for (Commotion commotion : commotions) {
            ask("on " + commotion);
        }
    }

    void off(Set<Commotion> commotions) throws InterruptedException {
        for (Commotion commotion : commotions) {
            ask("off " + commotion);
        }
    }

    void warmUp() throws InterruptedException {
        ask("warm");
    }

    void retransform(Family family) throws InterruptedException {
        ask("retransform " + family);
    }

    /** Nobody calls what is watched from when this returns until {@link #goOn}. */
    Rest standStill() throws InterruptedException {
        String[] words = ask("still").split(" ", -1);
        Map<Family, Map<String, Long>> calls = new EnumMap<>(Family.class);
        for (int i = 2; i < words.length; i++) {
            int colon = words[i].indexOf(':');
            Map<String, Long> byThread = new HashMap<>();
            for (String thread : words[i].substring(colon + 1).split(",", -1)) {
                int equals = thread.indexOf('=');
                byThread.put(thread.substring(0, equals), Long.valueOf(thread.substring(equals + 1)));
            }
            calls.put(Family.valueOf(words[i].substring(0, colon)), byThread);
        }
        return new Rest(Instant.parse(words[1]), calls);
    }

    void goOn() throws InterruptedException {
        ask("go");
    }

    /** Loads the agent; whatever it answers. */
    ReplyFile load(String options) throws IOException {
        return child.attach(options);
    }

    /** Loads the agent, which has to do it. */
    ReplyFile done(String options) throws IOException {
        ReplyFile reply = load(options);
        if (!reply.ok()) {
            throw new AssertionError(options + " was refused: " + reply.error());
        }
        return reply;
    }

    /** A diagnostic command that takes arguments, by its name as an operation of the platform's MBean: {@code jfrStart}. */
    String diagnostic(String operation, String... arguments) throws JMException, IOException {
        Object said = jmx.server()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        operation,
                        new Object[] {arguments},
                        new String[] {String[].class.getName()});
        return String.valueOf(said);
    }

    /** Lets it come to its end. */
    int end() throws IOException, InterruptedException {
        jmx.close();
        child.endInput();
        return child.awaitExit(patience);
    }

    @Override
    public void close() {
        child.close();
    }
}
