package dev.xwatch.jfr;

import dev.xwatch.watch.EventSink;
import dev.xwatch.watch.Hit;
import dev.xwatch.watch.Region;
import dev.xwatch.watch.RegionChange;
import dev.xwatch.watch.StateChange;
import dev.xwatch.watch.WatchCounts;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes JFR events once JFR is used by anyone. Until then there is nobody to read them, and registering their types would
 * be most of what the agent adds to the start of a JVM: JFR sets itself up for the first one. Thread-safe.
 */
public final class OnDemandJfrSink implements EventSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OnDemandJfrSink.class);

    private final Supplier<JfrSink> registering;
    private final FlightRecorderListener listener = new FlightRecorderListener() {
        @Override
        public void recorderInitialized(FlightRecorder recorder) {
            register();
        }
    };
    private volatile @Nullable JfrSink registered;

    /** The arguments are those of {@link JfrSink#JfrSink}. */
    public OnDemandJfrSink(
            Supplier<Collection<StateChange>> states,
            Supplier<Collection<Region>> regions,
            Runnable flush,
            Consumer<Runnable> engine) {
        registering = () -> new JfrSink(states, regions, flush, engine);
        // Calls back at once where JFR is in use already.
        FlightRecorder.addListener(listener);
    }

    /** In whatever thread starts JFR, before its recording: nothing must get out. */
    private void register() {
        try {
            registered = registering.get();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("no events can be written: {}", e.toString());
        }
    }

    /** From now on this takes what is written, and nobody else. JFR must be in use. */
    void setTap(EventTap tap) {
        JfrSink sink = registered;
        if (sink != null) {
            sink.setTap(tap);
        }
    }

    @Override
    public void hit(Hit hit) {
        JfrSink sink = registered;
        if (sink != null) {
            sink.hit(hit);
        }
    }

    @Override
    public void state(StateChange change) {
        JfrSink sink = registered;
        if (sink != null) {
            sink.state(change);
        }
    }

    @Override
    public boolean wantsCounts() {
        JfrSink sink = registered;
        return sink != null && sink.wantsCounts();
    }

    @Override
    public void count(WatchCounts counts) {
        JfrSink sink = registered;
        if (sink != null) {
            sink.count(counts);
        }
    }

    @Override
    public boolean wantsRegions() {
        JfrSink sink = registered;
        return sink != null && sink.wantsRegions();
    }

    @Override
    public void region(RegionChange change) {
        JfrSink sink = registered;
        if (sink != null) {
            sink.region(change);
        }
    }

    /** Takes the event types back from JFR. */
    @Override
    public void close() {
        FlightRecorder.removeListener(listener);
        JfrSink sink = registered;
        if (sink != null) {
            sink.close();
        }
    }
}
