package dev.xwatch.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** What lies between two steps: time, or somebody who says when to go on. For use by one thread. */
sealed interface Gate {
    /** Passes the gate before the step called {@code next}, giving tools the time to see what was done so far. */
    void pass(String next) throws InterruptedException;

    /** The same where nothing happened that tools need time for: only who is asked for leave is waited for. */
    void ask(String next);

    /** Opens by itself after a while. */
    record Timed(Duration pause) implements Gate {
        @Override
        public void pass(String next) throws InterruptedException {
            Thread.sleep(pause.toMillis());
        }

        @Override
        public void ask(String next) {}
    }

    /** Says {@code READY} and opens when a line comes in; for good when {@code in} ends. */
    record Attended(Reporter reporter, BufferedReader in) implements Gate {
        @Override
        public void pass(String next) {
            ask(next);
        }

        @Override
        public void ask(String next) {
            reporter.ready(ProcessHandle.current().pid(), next);
            try {
                in.readLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
