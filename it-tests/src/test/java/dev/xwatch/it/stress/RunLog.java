package dev.xwatch.it.stress;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A line for whatever happens, on stdout and in a file, with the time since the beginning. Thread-safe. */
final class RunLog implements AutoCloseable {
    private final PrintWriter file;
    private final String name;
    private final long begin = System.nanoTime();

    /** @param name in front of each line */
    RunLog(Path file, String name) throws IOException {
        this.file = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), true);
        this.name = name;
    }

    synchronized void say(String text) {
        String line = name + " " + Tally.seconds(Duration.ofNanos(System.nanoTime() - begin)) + ": " + text;
        file.println(line);
        System.out.println(line);
    }

    /** The same with where it was thrown, which only the file has. */
    synchronized void say(String text, Throwable thrown) {
        say(text);
        thrown.printStackTrace(file);
    }

    @Override
    public void close() {
        file.close();
    }
}
