package dev.xwatch.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code perf} with the event {@code mem:ADDRESS:x}, on all threads of a process. */
public final class Perf implements AutoCloseable {
    private final Process process;

    private Perf(Process process) {
        this.process = process;
    }

    /** Counts from now on: it has said so. */
    public static Perf stat(Path directory, long pid, String address) throws IOException, InterruptedException {
        return start(directory, pid, address, "stat", "-x,");
    }

    /** Writes a sample of each execution from now on. */
    public static Perf record(Path directory, long pid, String address, Path file)
            throws IOException, InterruptedException {
        return start(directory, pid, address, "record", "-c", "1", "-o", file.toString());
    }

    private static Perf start(Path directory, long pid, String address, String... command)
            throws IOException, InterruptedException {
        Path control = fifo(directory.resolve("control"));
        Path acknowledgement = fifo(directory.resolve("acknowledgement"));
        List<String> line = new ArrayList<>(List.of("perf"));
        line.addAll(List.of(command));
        line.addAll(List.of("-e", "mem:" + address + ":x", "-p", Long.toString(pid)));
        line.addAll(List.of("-D", "-1", "--control", "fifo:" + control + "," + acknowledgement));
        Perf perf = new Perf(new ProcessBuilder(line).redirectErrorStream(true).start());
        Files.writeString(control, "enable\n");
        try (BufferedReader answer = Files.newBufferedReader(acknowledgement)) {
            if (!"ack".equals(answer.readLine())) {
                throw new AssertionError("perf does not begin: " + perf.end());
            }
        }
        return perf;
    }

    private static Path fifo(Path path) throws IOException, InterruptedException {
        Files.deleteIfExists(path);
        Tool.run(List.of("mkfifo", path.toString()));
        return path;
    }

    /** What it has found, in its own words: the last line that it prints. */
    public String end() throws IOException, InterruptedException {
        Tool.run(List.of("kill", "-INT", Long.toString(process.pid())));
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        return said.substring(said.lastIndexOf('\n') + 1);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
