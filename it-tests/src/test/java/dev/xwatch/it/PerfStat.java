package dev.xwatch.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code perf stat -e mem:ADDRESS:x} on all threads of a process. */
final class PerfStat implements AutoCloseable {
    private final Process process;

    private PerfStat(Process process) {
        this.process = process;
    }

    /** Counts from now on: it has said so. */
    static PerfStat count(Path directory, long pid, String address) throws IOException, InterruptedException {
        Path control = fifo(directory.resolve("control"));
        Path acknowledgement = fifo(directory.resolve("acknowledgement"));
        PerfStat perf = new PerfStat(new ProcessBuilder(
                        "perf",
                        "stat",
                        "-x,",
                        "-e",
                        "mem:" + address + ":x",
                        "-p",
                        Long.toString(pid),
                        "-D",
                        "-1",
                        "--control",
                        "fifo:" + control + "," + acknowledgement)
                .redirectErrorStream(true)
                .start());
        Files.writeString(control, "enable\n");
        try (BufferedReader answer = Files.newBufferedReader(acknowledgement)) {
            if (!"ack".equals(answer.readLine())) {
                throw new AssertionError("perf stat does not count: " + perf.end());
            }
        }
        return perf;
    }

    private static Path fifo(Path path) throws IOException, InterruptedException {
        Files.deleteIfExists(path);
        Tool.run(List.of("mkfifo", path.toString()));
        return path;
    }

    /** What it has counted, in its own words: the last line that it prints. */
    String end() throws IOException, InterruptedException {
        Tool.run(List.of("kill", "-INT", Long.toString(process.pid())));
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        return said.substring(said.lastIndexOf('\n') + 1);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
