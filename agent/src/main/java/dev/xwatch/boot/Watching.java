package dev.xwatch.boot;

import dev.xwatch.diag.Surroundings;
import dev.xwatch.perf.Explanation;
import dev.xwatch.sys.JdkInternals;
import dev.xwatch.sys.NativeLibrary;
import dev.xwatch.watch.Engine;
import dev.xwatch.watch.EngineStatus;
import dev.xwatch.watch.EventSink;
import dev.xwatch.watch.OwnThreads;
import dev.xwatch.watch.Refusal;
import dev.xwatch.watch.RefusedException;
import dev.xwatch.watch.Region;
import dev.xwatch.watch.StateChange;
import dev.xwatch.watch.WatchRequest;
import dev.xwatch.watch.WatchSnapshot;
import dev.xwatch.watch.WatchState;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine, from the first watch on; before, there is none to ask, and no watches. One request at a time; what JFR's
 * threads ask, at any time.
 */
final class Watching implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);

    private final Instrumentation instrumentation;
    private final OwnThreads own;
    private final EventSink sink;
    private @Nullable Jvm jvm;
    private volatile @Nullable Engine engine;
    private double budgetPercent = Engine.DEFAULT_BUDGET_PERCENT;

    /** @param own threads that are never watched */
    Watching(Instrumentation instrumentation, OwnThreads own, EventSink sink) {
        this.instrumentation = instrumentation;
        this.own = own;
        this.sink = sink;
    }

    /**
     * Adds watches; the first ones take a debug register each, and start the engine.
     *
     * @return why one of them cannot be watched, if that is known by now; it stays in the list as failed
     */
    Optional<Refusal> watch(List<WatchRequest> requests) {
        try {
            Engine running = engine;
            if (running == null) {
                running = start(requests);
                engine = running;
            }
            return running.add(requests).stream()
                    .flatMap(watch -> watch.states().stream())
                    .filter(state -> state.state() == WatchState.Failed)
                    .map(Watching::refusal)
                    .findFirst();
        } catch (IOException e) {
            throw refused("watch " + requests.get(0).text(), e);
        }
    }

    private static Refusal refusal(StateChange failed) {
        String[] whyAndFix = failed.reason().split("\\. Fix: ", 2);
        return new Refusal("watch " + failed.spec(), whyAndFix[0], whyAndFix.length == 2 ? whyAndFix[1] : "");
    }

    /** @param what was asked for, which failed */
    static RefusedException refused(String what, IOException failure) {
        Explanation explanation = Explanation.of(failure, Surroundings.now());
        return new RefusedException(
                what,
                failure.getMessage() + ": " + explanation.why(),
                explanation.fix() + ". See: " + explanation.see());
    }

    private Engine start(List<WatchRequest> expected) throws IOException {
        try {
            JdkInternals.enableNativeAccess(instrumentation);
        } catch (IllegalAccessException e) {
            LOG.warn("native access is not enabled: {}", e.toString());
        }
        NativeLibrary.require();
        Jvm opened = Jvm.open(instrumentation);
        try {
            Engine started = Engine.start(own, opened.hotspot(), instrumentation, sink, budgetPercent, expected);
            jvm = opened;
            return started;
        } catch (IOException | RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    void unwatch(String name) throws IOException {
        Engine running = engine;
        if (name.equals("all")) {
            for (WatchSnapshot watch : list()) {
                if (running != null) {
                    running.remove(watch.request().name());
                }
            }
        } else if (running == null || !running.remove(name)) {
            throw new RefusedException(unknown(
                    name, list().stream().map(watch -> watch.request().name()).toList()));
        }
    }

    /** Why a watch cannot be taken away that is not there. */
    static Refusal unknown(String name, List<String> names) {
        return new Refusal(
                "unwatch " + name,
                "there is no watch of that name",
                names.isEmpty() ? "there are none at all" : "the names are " + names);
    }

    /**
     * Limits what hits may cost from now on, those of watches that are there too.
     *
     * @param percent of the CPUs' time; 0 or less for no limit
     */
    void budget(double percent) {
        budgetPercent = Math.max(0, percent);
        Engine running = engine;
        if (running != null) {
            running.setBudgetPercent(percent);
        }
    }

    boolean isRunning() {
        return engine != null;
    }

    List<WatchSnapshot> list() throws IOException {
        Engine running = engine;
        return running == null ? List.of() : running.list();
    }

    EngineStatus status() throws IOException {
        Engine running = engine;
        return running == null ? EngineStatus.none(budgetPercent) : running.status();
    }

    /** The last known states, at once. */
    Collection<StateChange> states() {
        Engine running = engine;
        return running == null ? List.of() : running.states();
    }

    /** The executable mappings that are known, at once. */
    Collection<Region> regions() {
        Engine running = engine;
        return running == null ? List.of() : running.regions();
    }

    /** Sends what is on its way to the sink, and the counts. */
    void flush() {
        Engine running = engine;
        if (running != null) {
            try {
                running.flush();
            } catch (IOException | RuntimeException e) {
                warn(running, "the last hits of a chunk may be missing: {}", e);
            }
        }
    }

    /** Runs a task on the engine's thread, which writes events all the time, and waits for it. */
    void onEngine(Runnable task) {
        Engine running = engine;
        if (running == null) {
            task.run();
            return;
        }
        try {
            running.run(task);
        } catch (IOException | RuntimeException e) {
            warn(running, "the states at the start of a chunk are missing: {}", e);
        }
    }

    /** Unless it has been closed meanwhile: then there is nothing to tell of, and its last hits and counts are sent. */
    private void warn(Engine asked, String what, Exception failure) {
        if (engine == asked) {
            LOG.warn(what, failure.toString());
        }
    }

    @Override
    public void close() {
        Engine running = engine;
        engine = null;
        try {
            if (running != null) {
                running.close();
            }
        } finally {
            if (jvm != null) {
                jvm.close();
            }
        }
    }
}
