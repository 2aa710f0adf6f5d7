package dev.xwatch.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The lines of a stream, collected while they come. Thread-safe. */
final class LineLog {
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private int awaited;
    private boolean ended;

    /** @param name of the thread that reads */
    LineLog(String name, InputStream in) {
        reader = new Thread(() -> collect(in), name);
        reader.setDaemon(true);
        reader.start();
    }

    private void collect(InputStream in) {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(cannot be read further: " + e + ")");
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** All lines so far. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /**
     * Waits for the next line of a kind: next after the one that the call before this returned, so that each line is
     * returned once at most.
     *
     * @return empty if time is up, or if the stream has ended without one
     */
    synchronized Optional<String> await(Predicate<String> kind, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (int next = awaited; ; next++) {
            while (next == lines.size()) {
                long left = deadline - System.nanoTime();
                if (ended || left <= 0) {
                    return Optional.empty();
                }
                wait(left / 1_000_000 + 1);
            }
            if (kind.test(lines.get(next))) {
                awaited = next + 1;
                return Optional.of(lines.get(next));
            }
        }
    }

    /** Waits for the end of the stream. */
    void awaitEnd(Duration timeout) throws InterruptedException {
        reader.join(timeout.toMillis());
    }
}
