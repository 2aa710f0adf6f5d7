package dev.xwatch.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import jdk.jfr.consumer.RecordedEvent;

/** The executable regions of the process that the recording names. */
final class Regions {
    private static final int LIMIT = 2000;

    /** Where it lies. One that is mapped again at the same place is another. */
    record Key(long start, long size, int life) {}

    /** One region; times are nanoseconds since 1970, {@link Long#MIN_VALUE} if it was there or is there still. */
    static final class Region {
        private String permissions = "";
        private String path = "";
        private long mapped = Long.MIN_VALUE;
        private long unmapped = Long.MIN_VALUE;
        private int changes;

        String permissions() {
            return permissions;
        }

        String path() {
            return path;
        }

        OptionalLong mapped() {
            return mapped == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(mapped);
        }

        OptionalLong unmapped() {
            return unmapped == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(unmapped);
        }

        /** How often its permissions changed. */
        int changes() {
            return changes;
        }
    }

    private final Map<Key, Region> regions = new LinkedHashMap<>();
    private final Map<Long, Integer> lives = new LinkedHashMap<>();
    private long leftOut;

    void add(RecordedEvent event, long nanos) {
        if (regions.size() == LIMIT) {
            leftOut++;
            return;
        }
        long start = Fields.number(event, "start");
        String change = Fields.text(event, "change");
        if (change.equals("Mapped") && !Fields.flag(event, "snapshot")) {
            lives.merge(start, 1, Integer::sum);
        }
        Key key = new Key(start, Fields.number(event, "size"), lives.getOrDefault(start, 0));
        Region region = regions.computeIfAbsent(key, unused -> new Region());
        region.permissions = Fields.text(event, "permissions");
        region.path = Fields.text(event, "path");
        switch (change) {
            case "Mapped" -> region.mapped = nanos;
            case "Unmapped" -> region.unmapped = nanos;
            case "Protected" -> region.changes++;
            default -> {
                // Existing: nothing but that it is there.
            }
        }
    }

    Map<Key, Region> all() {
        return regions;
    }

    /** Events that came when there were too many regions already. */
    long leftOut() {
        return leftOut;
    }
}
