package dev.xwatch.watch;

import dev.xwatch.hotspot.HotSpot;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Keeps the watches of this process: the door to everything in this package. Its methods may be called by any thread and
 * return when the engine's own thread has done what was asked.
 */
public final class Engine implements AutoCloseable {
    /** The budget of who names none. */
    public static final double DEFAULT_BUDGET_PERCENT = 5;

    private static final long CALL_SECONDS = 30;

    /** For what JFR asks in threads of the application, which must not be held up. */
    private static final long JFR_SECONDS = 2;

    private final OwnThread thread;
    private final EngineLoop loop;
    private final Budget budget;

    private Engine(OwnThread thread, EngineLoop loop, Budget budget) {
        this.thread = thread;
        this.loop = loop;
        this.budget = budget;
    }

    /**
     * Starts xwatch's threads and opens the rings.
     *
     * @param own threads that are never watched; xwatch's are added
     * @param hotspot this JVM, empty if it cannot be read: then methods cannot be watched
     * @param budgetPercent as {@link #setBudgetPercent}; where there is no limit at first, hits cost less
     * @param expected what will be added first: debug registers for it are taken in every thread from the start, and
     *     threads that start inherit them
     * @throws IOException if the kernel refuses; nothing is left behind then
     */
    public static Engine start(
            OwnThreads own,
            Optional<HotSpot> hotspot,
            Instrumentation instrumentation,
            EventSink sink,
            double budgetPercent,
            List<WatchRequest> expected)
            throws IOException {
        EngineLoop loop = new EngineLoop();
        OwnThread thread = OwnThread.start("xwatch-engine", own, loop);
        Budget budget = new Budget(budgetPercent, Runtime.getRuntime().availableProcessors());
        Engine engine = new Engine(thread, loop, budget);
        try {
            // The reading threads are started here too, by a thread that has no breakpoints and never will.
            engine.call(() -> {
                loop.open(Watches.open(own, hotspot, instrumentation, sink, loop.doorbell(), budget, expected));
                return true;
            });
            return engine;
        } catch (IOException | RuntimeException | Error e) {
            engine.close();
            throw e;
        }
    }

    /**
     * Adds watches and arms what can be armed.
     *
     * @return how they stand, in the same order
     * @throws RefusedException naming the first that has the name of another; then none is added
     */
    public List<WatchSnapshot> add(List<WatchRequest> requests) throws IOException {
        return call(() -> loop.watches().add(requests));
    }

    /** Takes a watch away. @return whether there was one of that name */
    public boolean remove(String name) throws IOException {
        return call(() -> loop.watches().remove(name));
    }

    public List<WatchSnapshot> list() throws IOException {
        return call(() -> loop.watches().list());
    }

    public EngineStatus status() throws IOException {
        return call(() -> loop.watches().status());
    }

    /** @param percent the most of the CPUs' time that hits may take; 0 or less for no limit */
    public void setBudgetPercent(double percent) {
        budget.set(percent);
    }

    /** Waits until all hits so far have reached the sink, then sends the counts there too. */
    public void flush() throws IOException {
        loop.call(
                () -> {
                    loop.watches().postCounts();
                    return true;
                },
                JFR_SECONDS);
    }

    /** Runs a task on the engine's thread and waits for it, two seconds at most. */
    public void run(Runnable task) throws IOException {
        loop.call(
                () -> {
                    task.run();
                    return true;
                },
                JFR_SECONDS);
    }

    /** The last known states, without asking the engine's thread. */
    public Collection<StateChange> states() {
        return loop.states();
    }

    /** The executable mappings, as far as anybody wants to know them, without asking the engine's thread. */
    public Collection<Region> regions() {
        return loop.regions();
    }

    /** Takes everything away: watches, events, rings, threads. */
    @Override
    public void close() {
        loop.stop();
        thread.join();
    }

    private <T> T call(Callable<T> task) throws IOException {
        return loop.call(task, CALL_SECONDS);
    }
}
