package dev.xwatch.report;

import dev.xwatch.jfr.RecordedEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** A recording, summed up in one pass: its size grows with the number of watches, not of hits. */
final class Aggregate {
    private final Map<String, WatchData> watches = new LinkedHashMap<>();
    private final Regions regions = new Regions();
    private long hits;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    static Aggregate read(Path recording) throws IOException {
        Aggregate aggregate = new Aggregate();
        RecordedEvents.read(recording, aggregate::add);
        aggregate.watches.values().forEach(watch -> watch.close(aggregate.last));
        return aggregate;
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "dev.xwatch.Hit" -> {
                watch(event).hit(event, seen(event));
                hits++;
            }
            case "dev.xwatch.WatchState" -> watch(event).state(event, seen(event));
            case "dev.xwatch.WatchCount" -> watch(event).count(event, seen(event));
            case "dev.xwatch.ExecutableRegion" -> regions.add(event, seen(event));
            default -> {
                // Execution repeats Hit; all else is not xwatch's.
            }
        }
    }

    private WatchData watch(RecordedEvent event) {
        return watches.computeIfAbsent(Fields.text(event, "watch"), WatchData::new);
    }

    private long seen(RecordedEvent event) {
        long nanos = Fields.nanos(event);
        first = Math.min(first, nanos);
        last = Math.max(last, nanos);
        return nanos;
    }

    boolean isEmpty() {
        return first > last;
    }

    /** In the order in which the recording names them first. */
    Collection<WatchData> watches() {
        return watches.values();
    }

    Regions regions() {
        return regions;
    }

    long hits() {
        return hits;
    }

    /** Time of the first event of xwatch's, nanoseconds since 1970. */
    long first() {
        return first;
    }

    long last() {
        return last;
    }
}
