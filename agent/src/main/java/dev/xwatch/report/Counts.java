package dev.xwatch.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;

/**
 * The last {@code dev.xwatch.WatchCount} of a watch. Counts begin anew when a watch is taken away and set again; then they
 * are added to those of before.
 */
final class Counts {
    private static final List<String> SUMS =
            List.of("hits", "recorded", "lost", "discarded", "duplicates", "observedTime", "armedTime");
    private static final List<String> LAST = List.of(
            "estimatedHits",
            "estimatedLow",
            "estimatedHigh",
            "saturated",
            "inlinedInto",
            "inlinedIntoMethods",
            "osrVersions",
            "intrinsic",
            "interpretedCalls");

    private final Map<String, Long> ofEarlierLives = new LinkedHashMap<>();
    private final Map<String, Long> sums = new LinkedHashMap<>();
    private final Map<String, Object> last = new LinkedHashMap<>();
    private int lives;

    void add(RecordedEvent event) {
        if (lives == 0) {
            lives = 1;
        } else if (Fields.number(event, "observedTime") < sums.getOrDefault("observedTime", 0L)) {
            lives++;
            sums.forEach((name, value) -> ofEarlierLives.merge(name, value, Long::sum));
        }
        for (String name : SUMS) {
            if (event.hasField(name)) {
                sums.put(name, event.getLong(name));
            }
        }
        for (String name : LAST) {
            Optional<Object> value = Fields.value(event, name);
            value.ifPresent(present -> last.put(name, present));
        }
    }

    /** By the names of the event's fields; empty if there was no event. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        sums.forEach((name, value) -> values.put(name, value + ofEarlierLives.getOrDefault(name, 0L)));
        values.putAll(last);
        return values;
    }

    /** How often the watch was set. */
    int lives() {
        return lives;
    }
}
