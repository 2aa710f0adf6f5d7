package dev.xwatch.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states of a watch: a lane for each of its methods, and the changes in words. */
final class StateHistory {
    private static final int LANES = 64;
    private static final int CHANGES = 500;

    private final Map<String, StateLane> lanes = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private long changesMade;
    private @Nullable Change latest;

    void add(Change change) {
        boolean known = lanes.containsKey(change.method()) || (change.method().isEmpty() && !lanes.isEmpty());
        if (change.snapshot() && known) {
            return;
        }
        latest = change;
        changesMade++;
        if (changes.size() < CHANGES) {
            changes.add(change);
        }
        enter(change);
    }

    private void enter(Change change) {
        Standing standing = Standing.of(change.state(), change.address());
        for (StateLane lane : lanesOf(change.method())) {
            if (change.state().equals("Removed")) {
                lane.end(change.nanos());
            } else {
                lane.enter(standing, change.nanos());
            }
            if (change.state().equals("Moved")) {
                lane.moved(change.nanos());
            }
        }
    }

    /** What is said of the watch as a whole holds for all of its methods. */
    private Collection<StateLane> lanesOf(String method) {
        if (method.isEmpty() && !lanes.isEmpty()) {
            return lanes.values();
        }
        StateLane known = lanes.get(method);
        if (known == null) {
            StateLane whole = lanes.remove("");
            known = whole == null ? new StateLane(method) : new StateLane(method, whole);
            if (lanes.size() < LANES) {
                lanes.put(method, known);
            }
        }
        return List.of(known);
    }

    /**
     * Nothing changed any more until then.
     *
     * @return whether there was anything left to change
     */
    boolean lastAt(long nanos) {
        lanes.values().forEach(lane -> lane.closeAt(nanos));
        return lanes.values().stream().anyMatch(lane -> lane.standing() != null);
    }

    Collection<StateLane> lanes() {
        return lanes.values();
    }

    /** The first ones. */
    List<Change> changes() {
        return changes;
    }

    long changesMade() {
        return changesMade;
    }

    /** The last one, null if there was none. */
    @Nullable
    Change latest() {
        return latest;
    }
}
