package dev.xwatch.it.stress;

import dev.xwatch.it.ChildJvm;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks each second whether the application gets on and nothing that was asked of it takes too long. When it does not, what
 * can be found out is put down, and the JVM is killed, so that whoever waits for it comes back.
 */
final class Watchdog {
    private static final long EACH_MILLIS = 1_000;

    private final ChildJvm child;
    private final Duration patience;
    private final Consumer<String> evidence;
    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private final Thread thread = new Thread(this::watch, "watchdog");
    private volatile boolean ended;

    /** @param evidence is told what is wrong, and puts down what there is to know */
    Watchdog(ChildJvm child, Duration patience, Consumer<String> evidence) {
        this.child = child;
        this.patience = patience;
        this.evidence = evidence;
        thread.setDaemon(true);
        thread.start();
    }

    /** Asks something of the JVM, which may take so long and no longer. */
    <T> T ask(String what, Callable<T> question) throws Exception {
        String key = Thread.currentThread().getName() + ": " + what;
        begun.put(key, System.nanoTime());
        try {
            return question.call();
        } finally {
            begun.remove(key);
        }
    }

    /** What was wrong. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    private void watch() {
        long progress = -1;
        long since = System.nanoTime();
        try {
            while (!ended) {
                Thread.sleep(EACH_MILLIS);
                long now = System.nanoTime();
                long seen = Heart.last(child.stdout()).map(Heart::progress).orElse(0L);
                if (seen != progress) {
                    progress = seen;
                    since = now;
                }
                Optional<String> wrong = look(now - since);
                if (wrong.isPresent() && !ended) {
                    trouble.set(wrong.get());
                    evidence.accept(wrong.get());
                    child.kill();
                    return;
                }
            }
        } catch (InterruptedException e) {
            // Nobody does that.
        }
    }

    private Optional<String> look(long standingNanos) {
        if (!child.isAlive()) {
            return Optional.of("the JVM has ended");
        }
        if (standingNanos > patience.toNanos()) {
            return Optional.of("a thread of the application has not got on for " + patience);
        }
        long now = System.nanoTime();
        return begun.entrySet().stream()
                .filter(asked -> now - asked.getValue() > patience.toNanos())
                .map(asked -> "no answer for " + patience + " to " + asked.getKey())
                .findFirst();
    }

    /** Watches no more. What it may be putting down is put down to its end. */
    void end() throws InterruptedException {
        ended = true;
        thread.join();
    }
}
