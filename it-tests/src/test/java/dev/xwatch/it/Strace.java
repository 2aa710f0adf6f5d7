package dev.xwatch.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code strace} on all threads of a process, letting calls on perf events fail. Until closed. */
final class Strace implements AutoCloseable {
    private static final int SECONDS = 20;

    private final long pid;
    private final Path log;
    private final Process strace;

    private Strace(long pid, Path log, Process strace) {
        this.pid = pid;
        this.log = log;
        this.strace = strace;
    }

    /**
     * Returns when all threads are traced.
     *
     * @param when which call of each thread fails, from 1
     */
    static Strace inject(long pid, String call, String errno, int when) throws IOException {
        Path log = Files.createTempFile("xwatch-strace", ".log");
        List<String> command = new ArrayList<>(
                List.of("strace", "-f", "-qq", "-o", log.toString(), "-p", Long.toString(pid), "-e", "trace=" + call));
        command.addAll(List.of("-e", "inject=" + call + ":error=" + errno + ":when=" + when));
        if (!call.equals("perf_event_open")) {
            // Of what the JVM itself maps and reads, nothing fails.
            command.addAll(List.of("-P", "anon_inode:[perf_event]"));
        }
        Process strace = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Strace started = new Strace(pid, log, strace);
        try {
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(ChildJvm.LONG)
                    .until(() -> started.tracers().allMatch(tracer -> tracer == strace.pid()));
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private Stream<Long> tracers() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks.map(Strace::tracer).toList().stream();
        }
    }

    private static long tracer(Path task) {
        try (Stream<String> lines = Files.lines(task.resolve("status"))) {
            return lines.filter(line -> line.startsWith("TracerPid:"))
                    .mapToLong(line ->
                            Long.parseLong(line.substring("TracerPid:".length()).strip()))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0; // it has ended
        }
    }

    /** How many calls it has let fail so far. */
    long injected() throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.endsWith("(INJECTED)")).count();
        }
    }

    @Override
    public void close() throws IOException {
        strace.destroy(); // it lets go of the process at SIGTERM
        boolean interrupted = false;
        try {
            if (!strace.waitFor(SECONDS, TimeUnit.SECONDS)) {
                strace.destroyForcibly();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        Files.deleteIfExists(log);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
