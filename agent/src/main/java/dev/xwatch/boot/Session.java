package dev.xwatch.boot;

import dev.xwatch.diag.Surroundings;
import dev.xwatch.jfr.HitRecording;
import dev.xwatch.jfr.OnDemandJfrSink;
import dev.xwatch.perf.Explanation;
import dev.xwatch.sys.JdkInternals;
import dev.xwatch.sys.NativeLibrary;
import dev.xwatch.watch.Engine;
import dev.xwatch.watch.EventSink;
import dev.xwatch.watch.Refusal;
import dev.xwatch.watch.RefusedException;
import dev.xwatch.watch.StateChange;
import dev.xwatch.watch.WatchRequest;
import dev.xwatch.watch.WatchSnapshot;
import dev.xwatch.watch.WatchState;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs between the first load and {@code stop}. One load at a time. */
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Instrumentation instrumentation;
    private final @Nullable OnDemandJfrSink jfr;
    private final List<StateChange> refusals = new CopyOnWriteArrayList<>();
    private @Nullable HitRecording recording;
    private @Nullable Jvm jvm;
    private volatile @Nullable Engine engine;

    Session(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
        if (ModuleLayer.boot().findModule("jdk.jfr").isPresent()) {
            jfr = new OnDemandJfrSink(this::states, this::flush, this::onEngine);
        } else {
            jfr = null;
            LOG.warn("this Java runtime has no module jdk.jfr: counts go to replies only");
        }
    }

    /** Starts a recording; one that runs already is finished first. */
    void record(String file) {
        if (jfr == null) {
            throw new RefusedException(
                    "option record:" + file, "this Java runtime has no module jdk.jfr", "use a runtime that has it");
        }
        if (recording != null) {
            recording.close();
        }
        try {
            recording = HitRecording.start(file);
        } catch (IOException | RuntimeException e) {
            throw new RefusedException(
                    "option record:" + file, "it cannot be written: " + e, "name a file in a directory that exists");
        }
    }

    /**
     * Adds watches.
     *
     * @param slots how many debug registers to take if nothing runs yet
     * @return why one of them cannot be watched, if that is known by now; it stays in the list as failed
     */
    Optional<Refusal> watch(List<WatchRequest> requests, int slots) {
        try {
            Engine running = engine;
            if (running == null) {
                running = startEngine(slots);
                engine = running;
            }
            return running.add(requests).stream()
                    .flatMap(watch -> watch.states().stream())
                    .filter(state -> state.state() == WatchState.Failed)
                    .map(Session::refusal)
                    .findFirst();
        } catch (IOException e) {
            throw refused("watch " + requests.get(0).text(), e);
        }
    }

    private static Refusal refusal(StateChange failed) {
        String[] whyAndFix = failed.reason().split("\\. Fix: ", 2);
        return new Refusal("watch " + failed.spec(), whyAndFix[0], whyAndFix.length == 2 ? whyAndFix[1] : "");
    }

    private static RefusedException refused(String what, IOException failure) {
        Explanation explanation = Explanation.of(failure, Surroundings.now());
        return new RefusedException(
                what,
                failure.getMessage() + ": " + explanation.why(),
                explanation.fix() + ". See: " + explanation.see());
    }

    private Engine startEngine(int slots) throws IOException {
        EventSink sink = jfr == null ? new NoSink() : jfr;
        try {
            JdkInternals.enableNativeAccess(instrumentation);
        } catch (IllegalAccessException e) {
            LOG.warn("native access is not enabled: {}", e.toString());
        }
        NativeLibrary.require();
        Jvm opened = Jvm.open(instrumentation);
        try {
            Engine started = Engine.start(opened.hotspot(), instrumentation, sink, slots);
            jvm = opened;
            return started;
        } catch (IOException | RuntimeException e) {
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
            throw new RefusedException(
                    "unwatch " + name,
                    "there is no watch of that name",
                    "the names are "
                            + list().stream().map(w -> w.request().name()).toList());
        }
    }

    List<WatchSnapshot> list() throws IOException {
        Engine running = engine;
        return running == null ? List.of() : running.list();
    }

    /** Reports in recordings, those that start later too, that something asked for was not done. */
    void refused(Refusal refusal) {
        StateChange failed = new StateChange(
                System.nanoTime(),
                refusal.what(),
                refusal.what(),
                WatchState.Failed,
                refusal.why() + ". Fix: " + refusal.fix(),
                "",
                0,
                0,
                0,
                0,
                0,
                0,
                0);
        refusals.add(failed);
        if (jfr != null) {
            jfr.state(failed);
        }
    }

    private Collection<StateChange> states() {
        List<StateChange> all = new ArrayList<>(refusals);
        Engine running = engine;
        if (running != null) {
            all.addAll(running.states());
        }
        return all;
    }

    private void onEngine(Runnable task) {
        Engine running = engine;
        if (running == null) {
            task.run();
            return;
        }
        try {
            running.run(task);
        } catch (IOException | RuntimeException e) {
            LOG.warn("the states at the start of a chunk are missing: {}", e.toString());
        }
    }

    private void flush() {
        Engine running = engine;
        if (running != null) {
            try {
                running.flush();
            } catch (IOException | RuntimeException e) {
                LOG.warn("the last hits of a chunk may be missing: {}", e.toString());
            }
        }
    }

    @Override
    public void close() {
        Engine running = engine;
        engine = null;
        if (running != null) {
            running.close();
        }
        if (recording != null) {
            recording.close();
        }
        if (jfr != null) {
            jfr.close();
        }
        if (jvm != null) {
            jvm.close();
        }
    }
}
