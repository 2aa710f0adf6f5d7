package dev.xwatch.watch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last known state of each watch, or of each of its methods where it has come that far; what changes is sent to the
 * sink. Written by the engine's thread, read by any.
 */
final class StateBoard {
    private static final Logger LOG = LoggerFactory.getLogger(StateBoard.class);

    private final EventSink sink;
    private final Map<String, Map<String, StateChange>> byWatch = new ConcurrentHashMap<>();

    StateBoard(EventSink sink) {
        this.sink = sink;
    }

    /**
     * Publishes a state, unless only its time differs from the last one.
     *
     * @param key of the target, unique in its watch; empty for the watch as a whole
     */
    void post(String key, StateChange change) {
        Map<String, StateChange> byTarget =
                byWatch.computeIfAbsent(change.watch(), name -> new ConcurrentSkipListMap<>());
        if (!key.isEmpty()) {
            // What was said of the watch as a whole (its class is not loaded) is no longer so.
            byTarget.remove("");
        }
        StateChange previous = byTarget.put(key, change);
        if (previous == null
                || previous.state() != change.state()
                || previous.address() != change.address()
                || previous.compileId() != change.compileId()
                || isPartial(previous) != isPartial(change)
                || !previous.reason().equals(change.reason())) {
            if (change.state() == WatchState.Failed) {
                LOG.error("watch {}: {}", change.watch(), change.reason());
            }
            sink.state(change);
        }
    }

    private static boolean isPartial(StateChange change) {
        return change.threadsArmed() < change.threads();
    }

    /**
     * Puts another number into the reason of a target's state, which is not worth an event. What it is not pending for, such
     * as a failure, stays.
     */
    void refresh(String watch, String key, String reason) {
        Map<String, StateChange> byTarget = byWatch.get(watch);
        if (byTarget != null) {
            byTarget.computeIfPresent(
                    key, (same, change) -> change.state() == WatchState.Pending ? change.withReason(reason) : change);
        }
    }

    /** Forgets a target. */
    void forget(String watch, String key) {
        Map<String, StateChange> byTarget = byWatch.get(watch);
        if (byTarget != null) {
            byTarget.remove(key);
        }
    }

    /** Sends a last state, and forgets the watch. */
    void remove(StateChange last) {
        byWatch.remove(last.watch());
        sink.state(last);
    }

    List<StateChange> of(String watch) {
        Map<String, StateChange> byTarget = byWatch.get(watch);
        return byTarget == null ? List.of() : List.copyOf(byTarget.values());
    }

    Collection<StateChange> all() {
        return byWatch.values().stream()
                .flatMap(byTarget -> byTarget.values().stream())
                .toList();
    }
}
