package dev.xwatch.it.stress;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.xwatch.it.ChildJvm;
import dev.xwatch.it.Host;
import dev.xwatch.it.Jdk;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Puts down what there is to know of a JVM that hangs, has died, or did wrong. */
final class Evidence {
    private static final long TOOL_SECONDS = 30;
    /** From the end of its connections to that of the process, which may write an error file. */
    private static final Duration DYING = Duration.ofSeconds(5);

    private static final Duration DYING_LOOK = Duration.ofMillis(50);

    /** Those that name the signal and the frame. */
    private static final int ERROR_LINES = 12;

    private static final List<String> OF_THE_PROCESS = List.of("status", "maps", "limits", "stat", "io");
    private static final List<String> OF_A_THREAD = List.of("comm", "stat", "wchan", "syscall", "stack");

    private Evidence() {}

    /**
     * Where it cannot be had, why not stands in its place.
     *
     * @param directory where error files and recordings are already
     */
    static void put(ChildJvm child, Jdk jdk, Path directory) throws IOException, InterruptedException {
        String pid = Long.toString(child.pid());
        if (child.isAlive()) {
            Path proc = Path.of("/proc", pid);
            for (String name : OF_THE_PROCESS) {
                Files.writeString(directory.resolve("proc-" + name + ".txt"), text(proc.resolve(name)));
            }
            Files.writeString(directory.resolve("proc-fd.txt"), descriptors(proc.resolve("fd")));
            Files.writeString(directory.resolve("proc-task.txt"), threads(proc.resolve("task")));
            String jcmd = jdk.home().resolve("bin").resolve("jcmd").toString();
            run(directory.resolve("thread-print.txt"), jcmd, pid, "Thread.print", "-l");
            run(directory.resolve("vm-info.txt"), jcmd, pid, "VM.info");
            Path heap = directory.resolve("heap.hprof");
            run(directory.resolve("heap.txt"), jcmd, pid, "GC.heap_dump", heap.toString());
            // Answered on stdout, also where jcmd is not.
            run(directory.resolve("sigquit.txt"), "kill", "-QUIT", pid);
            if (Host.hasTool("gdb")) {
                run(directory.resolve("gdb.txt"), "gdb", "-p", pid, "-batch", "-ex", "thread apply all backtrace");
            }
        }
        Files.writeString(directory.resolve("output.txt"), child.toString());
    }

    /**
     * How the JVM has ended, if it has: its exit status, and what it says of it itself.
     *
     * @param directory where error files are
     */
    static Optional<String> death(ChildJvm child, Path directory) throws IOException, InterruptedException {
        long end = System.nanoTime() + DYING.toNanos();
        while (child.isAlive()) {
            if (System.nanoTime() - end > 0) {
                return Optional.empty();
            }
            Thread.sleep(DYING_LOOK.toMillis());
        }
        StringBuilder text = new StringBuilder("the JVM has ended with exit status " + child.awaitExit(DYING));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "hs_err*")) {
            for (Path file : files) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("# "))
                        .limit(ERROR_LINES)
                        .forEach(line -> text.append('\n').append(line));
            }
        }
        return Optional.of(text.toString());
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            return "(cannot be read: " + e + ")";
        }
    }

    private static String descriptors(Path directory) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.toList()) {
                text.append(entry.getFileName())
                        .append(' ')
                        .append(target(entry))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "(cannot be read: " + e + ")";
        }
    }

    private static String threads(Path directory) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.toList()) {
                for (String name : OF_A_THREAD) {
                    text.append(name)
                            .append(": ")
                            .append(text(entry.resolve(name)).strip())
                            .append('\n');
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static void run(Path output, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            Files.writeString(
                    output.resolveSibling(output.getFileName() + ".late"), "no end in " + TOOL_SECONDS + " s");
        }
    }
}
