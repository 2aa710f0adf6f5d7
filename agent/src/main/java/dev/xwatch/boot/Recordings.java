package dev.xwatch.boot;

import dev.xwatch.jfr.HitRecording;
import dev.xwatch.jfr.OnDemandJfrSink;
import dev.xwatch.watch.EventSink;
import dev.xwatch.watch.Refusal;
import dev.xwatch.watch.RefusedException;
import dev.xwatch.watch.StateChange;
import dev.xwatch.watch.WatchState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes into JFR recordings, and xwatch's own one; nothing does in a Java runtime without JFR. */
final class Recordings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);
    private static final long DEFAULT_RECORD_MAX = 256L << 20;

    private final Watching watching;
    private final @Nullable OnDemandJfrSink jfr;
    private final EventSink sink;
    private final List<StateChange> refusals = new CopyOnWriteArrayList<>();
    private long recordMax = DEFAULT_RECORD_MAX;
    private @Nullable HitRecording recording;

    Recordings(Watching watching) {
        this.watching = watching;
        if (ModuleLayer.boot().findModule("jdk.jfr").isPresent()) {
            jfr = new OnDemandJfrSink(this::states, watching::regions, watching::flush, watching::onEngine);
            sink = jfr;
        } else {
            jfr = null;
            sink = new NoSink();
            LOG.warn("this Java runtime has no module jdk.jfr: counts go to replies only");
        }
    }

    /** Where the engine sends what it sees. */
    EventSink sink() {
        return sink;
    }

    /** Recordings that start later drop their oldest beyond this size, in bytes. */
    void limit(long maxBytes) {
        recordMax = maxBytes;
    }

    /**
     * Starts a recording.
     *
     * @return what became of one that ran already
     */
    Optional<String> start(String file) {
        if (jfr == null) {
            throw new RefusedException(
                    "option record:" + file, "this Java runtime has no module jdk.jfr", "use a runtime that has it");
        }
        Optional<String> finished = finish();
        try {
            recording = HitRecording.start(jfr, file, recordMax);
            return finished;
        } catch (IOException | RuntimeException e) {
            throw new RefusedException(
                    "option record:" + file, "it cannot be written: " + e, "name a file in a directory that exists");
        }
    }

    private Optional<String> finish() {
        HitRecording running = recording;
        recording = null;
        if (running == null) {
            return Optional.empty();
        }
        running.close();
        return Optional.of("record was given again: the recording before is finished, " + running.file());
    }

    /** Reports, in recordings that start later too, that something asked for was not done. */
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
        all.addAll(watching.states());
        return all;
    }

    @Override
    public void close() {
        finish();
        if (jfr != null) {
            jfr.close();
        }
    }
}
