package dev.xwatch.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the threads of a JVM do that should have ended: short enough for the message of a test that fails for it. */
final class Standstill {
    private static final int TOOL_SECONDS = 30;
    private static final int FRAMES = 8;
    private static final Pattern OF_INTEREST = Pattern.compile("xwatch|[Ss]hutdown|jdk\\.jfr|DestroyJavaVM|\"main\"");

    private Standstill() {}

    static String of(long pid, String jcmd) throws IOException, InterruptedException {
        return "threads: " + kernel(pid) + "\n" + java(pid, jcmd);
    }

    /** How many stand where in the kernel. */
    private static String kernel(long pid) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks.collect(Collectors.groupingBy(
                            task -> read(task, "comm") + " in " + read(task, "wchan"),
                            TreeMap::new,
                            Collectors.counting()))
                    .toString();
        }
    }

    private static String read(Path task, String name) {
        try {
            return Files.readString(task.resolve(name)).strip();
        } catch (IOException e) {
            return "?";
        }
    }

    private static String java(long pid, String jcmd) throws IOException, InterruptedException {
        Path said = Files.createTempFile("xwatch-threads", ".txt");
        try {
            Process process = new ProcessBuilder(List.of(jcmd, Long.toString(pid), "Thread.print"))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "jcmd Thread.print has not ended in " + TOOL_SECONDS + " s";
            }
            return Stream.of(new String(Files.readAllBytes(said), UTF_8).split("\n\n"))
                    .filter(thread -> OF_INTEREST.matcher(thread).find())
                    .map(thread -> thread.lines().limit(FRAMES).collect(Collectors.joining("\n")))
                    .collect(Collectors.joining("\n"));
        } finally {
            Files.delete(said);
        }
    }
}
