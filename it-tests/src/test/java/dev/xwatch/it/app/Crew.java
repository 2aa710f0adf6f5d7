package dev.xwatch.it.app;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** The threads that call what is watched: those that are there all the time, and brief ones. They count their calls. */
final class Crew {
    private static final int EACH = 2;
    private static final int CALLS_AT_ONCE = 10;
    private static final int WARM_UP_CALLS = 20_000;
    private static final long PAUSE_MILLIS = 5;

    /** Held for reading by whoever calls, for writing while all stand still. */
    private final ReadWriteLock running = new ReentrantReadWriteLock(true);

    private final List<Regular> regulars = new ArrayList<>();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> wrong = new AtomicReference<>();
    /** By family and by the thread's name, since the crew stood still last; guarded by itself. */
    private final Map<Family, Map<String, Long>> calls = new EnumMap<>(Family.class);

    void start() {
        for (Family family : Family.values()) {
            for (int i = 0; i < EACH; i++) {
                Regular regular = new Regular(family);
                regulars.add(regular);
                Thread thread = new Thread(regular, nextName(family));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private String nextName(Family family) {
        return family.threads() + started.incrementAndGet();
    }

    /**
     * A thread that calls a few times and ends, started, unless the kernel refuses; with an heir that it starts at its end,
     * if so.
     */
    Thread brief(Family family, boolean heir) {
        Thread thread = new Thread(
                () -> {
                    work(family, CALLS_AT_ONCE);
                    if (heir) {
                        brief(family, false);
                    }
                },
                nextName(family));
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            refused.incrementAndGet();
        }
        return thread;
    }

    /** How many threads could not be started. */
    int refused() {
        return refused.get();
    }

    /** Calls as often as is needed until all is compiled. */
    void warmUp() throws InterruptedException {
        for (Family family : Family.values()) {
            Thread thread = new Thread(() -> work(family, WARM_UP_CALLS), nextName(family));
            thread.start();
            thread.join();
        }
    }

    private void work(Family family, int count) {
        running.readLock().lock();
        try {
            family.call(count);
            add(family, count);
        } catch (RuntimeException | Error e) {
            wrong.compareAndSet(null, e);
        } finally {
            running.readLock().unlock();
        }
    }

    private void add(Family family, long count) {
        synchronized (calls) {
            calls.computeIfAbsent(family, any -> new HashMap<>())
                    .merge(Thread.currentThread().getName(), count, Long::sum);
        }
    }

    /** Returns when nobody calls any more, and nobody does until {@link #goOn}, which the same thread must call. */
    void standStill() {
        running.writeLock().lock();
    }

    void goOn() {
        running.writeLock().unlock();
    }

    /** While it stands still: the calls since this was asked last. */
    Map<Family, Map<String, Long>> takeCalls() {
        synchronized (calls) {
            Map<Family, Map<String, Long>> taken = new EnumMap<>(Family.class);
            taken.putAll(calls);
            calls.clear();
            return taken;
        }
    }

    /** How often the regular thread that has got on least has worked. */
    long leastProgress() {
        return regulars.stream()
                .mapToLong(regular -> regular.rounds.get())
                .min()
                .orElse(0);
    }

    /** The first that went wrong in a thread of the crew, or null. */
    @Nullable
    Throwable wrong() {
        return wrong.get();
    }

    private final class Regular implements Runnable {
        private final Family family;
        private final AtomicLong rounds = new AtomicLong();

        Regular(Family family) {
            this.family = family;
        }

        @Override
        public void run() {
            try {
                while (true) {
                    work(family, CALLS_AT_ONCE);
                    rounds.incrementAndGet();
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
