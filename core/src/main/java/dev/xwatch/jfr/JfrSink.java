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
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;

/**
 * Writes what the engine tells as JFR events, into whatever recordings run. At the start of each chunk the states are
 * repeated, and at its end the counts, together with the hits that were still on their way: so each chunk can be read on
 * its own, and a recording that ends has all.
 */
public final class JfrSink implements EventSink, AutoCloseable {
    private final TimedEvents<HitEvent> hits = new TimedEvents<>(HitEvent.class);
    private final TimedEvents<WatchStateEvent> stateChanges = new TimedEvents<>(WatchStateEvent.class);
    private final TimedEvents<ExecutableRegionEvent> regionChanges = new TimedEvents<>(ExecutableRegionEvent.class);
    private final Supplier<Collection<StateChange>> states;
    private final Supplier<Collection<Region>> regions;
    private final Runnable flush;
    private final Consumer<Runnable> engine;
    // Kept, because JFR takes back only the very object that it was given.
    private final Runnable beginChunk = this::repeatStates;

    private volatile EventTap tap = EventTap.NONE;

    /**
     * Registers the events. JFR's threads call what is given here, and those that start and stop recordings.
     *
     * @param states tells the present states
     * @param regions tells the executable mappings
     * @param flush sends what is on its way, and the counts
     * @param engine runs a task on a thread that writes events all the time, and waits for it. On JDK 17 a thread whose
     *     first event comes right after a chunk began refers to strings that only the chunk before has
     *     ({@code EventWriter.endEvent} drops the pool only if the writer was there when the chunk began)
     */
    public JfrSink(
            Supplier<Collection<StateChange>> states,
            Supplier<Collection<Region>> regions,
            Runnable flush,
            Consumer<Runnable> engine) {
        this.engine = engine;
        this.states = states;
        this.regions = regions;
        this.flush = flush;
        FlightRecorder.register(HitEvent.class);
        FlightRecorder.register(ExecutionEvent.class);
        FlightRecorder.register(ExecutableRegionEvent.class);
        FlightRecorder.addPeriodicEvent(WatchStateEvent.class, beginChunk);
        FlightRecorder.addPeriodicEvent(WatchCountEvent.class, flush);
    }

    private void repeatStates() {
        engine.accept(() -> {
            states.get().forEach(change -> commit(stateEvent(change, true)));
            regions.get().forEach(region -> commit(regionEvent(region, RegionChange.Kind.Existing, true)));
        });
    }

    /** From now on this takes what is written, and nobody else. */
    void setTap(EventTap tap) {
        this.tap = tap;
    }

    private void commit(Event event) {
        event.commit();
        tap.take(event, System.nanoTime(), EventTap.NO_TICKS);
    }

    private <E extends Event> void commit(E event, TimedEvents<E> timed, long timeNanos) {
        long ticks = timed.commit(event, timeNanos);
        tap.take(event, timeNanos, ticks);
    }

    @Override
    public void hit(Hit hit) {
        HitEvent event = new HitEvent();
        if (!event.isEnabled()) {
            return;
        }
        event.watch = hit.watch();
        event.kind = hit.kind().text();
        event.method = hit.method();
        event.address = hit.address();
        event.thread = hit.thread();
        event.threadName = hit.threadName();
        event.osThreadId = hit.osThreadId();
        event.virtualThreadId = hit.virtualThreadId();
        event.cpu = hit.cpu();
        event.compileId = hit.compileId();
        event.tier = hit.tier();
        event.caller = hit.caller();
        event.stack = hit.stack();
        event.frames = hit.frames();
        event.arguments = hit.arguments();
        commit(event, hits, hit.timeNanos());
    }

    @Override
    public void state(StateChange change) {
        WatchStateEvent event = stateEvent(change, false);
        if (event.isEnabled()) {
            commit(event, stateChanges, change.timeNanos());
        }
    }

    private static WatchStateEvent stateEvent(StateChange change, boolean snapshot) {
        WatchStateEvent event = new WatchStateEvent();
        event.watch = change.watch();
        event.spec = change.spec();
        event.state = change.state().name();
        event.reason = change.reason();
        event.method = change.method();
        event.address = change.address();
        event.previousAddress = change.previousAddress();
        event.compileId = change.compileId();
        event.tier = change.tier();
        event.threads = change.threads();
        event.threadsArmed = change.threadsArmed();
        event.latency = change.latencyNanos();
        event.snapshot = snapshot;
        return event;
    }

    @Override
    public boolean wantsCounts() {
        return new WatchCountEvent().isEnabled();
    }

    @Override
    public void count(WatchCounts counts) {
        WatchCountEvent event = new WatchCountEvent();
        event.watch = counts.watch();
        event.hits = counts.hits();
        event.recorded = counts.recorded();
        event.lost = counts.lost();
        event.discarded = counts.discarded();
        event.duplicates = counts.duplicates();
        event.observedTime = counts.observedNanos();
        event.armedTime = counts.armedNanos();
        event.estimatedHits = counts.estimate().hits();
        event.estimatedLow = counts.estimate().low();
        event.estimatedHigh = counts.estimate().high();
        event.saturated = counts.estimate().saturated();
        event.inlinedInto = counts.unseen().inlinedInto();
        event.inlinedIntoMethods = String.join(", ", counts.unseen().someInlinedIntoMethods());
        event.osrVersions = counts.unseen().osrVersions();
        event.intrinsic = counts.unseen().intrinsic();
        event.interpretedCalls = counts.unseen().interpretedCalls();
        commit(event);
    }

    @Override
    public boolean wantsRegions() {
        return new ExecutableRegionEvent().isEnabled();
    }

    @Override
    public void region(RegionChange change) {
        ExecutableRegionEvent event = regionEvent(change.region(), change.kind(), false);
        if (event.isEnabled()) {
            commit(event, regionChanges, change.timeNanos());
        }
    }

    private static ExecutableRegionEvent regionEvent(Region region, RegionChange.Kind change, boolean snapshot) {
        ExecutableRegionEvent event = new ExecutableRegionEvent();
        event.start = region.start();
        event.size = region.size();
        event.permissions = region.permissions();
        event.path = region.path();
        event.change = change.name();
        event.snapshot = snapshot;
        return event;
    }

    /** Takes the event types back from JFR. */
    @Override
    public void close() {
        FlightRecorder.removePeriodicEvent(beginChunk);
        FlightRecorder.removePeriodicEvent(flush);
        FlightRecorder.unregister(ExecutionEvent.class);
        EventTypes.ALL.forEach(FlightRecorder::unregister);
    }
}
