package dev.xwatch.report;

import java.time.Instant;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;

/** An event's fields, read so that recordings of other versions of xwatch, which lack some, can be read too. */
final class Fields {
    private static final long NANOS = 1_000_000_000;

    /** In the year 2242, in seconds since 1970: no recording has a later time, nor one before that year. */
    private static final long LATEST = 1L << 33;

    private Fields() {}

    /** Empty if there is no such field, or it holds null. */
    static String text(RecordedEvent event, String name) {
        String value = event.hasField(name) ? event.getString(name) : null;
        return value == null ? "" : value;
    }

    /** Zero if there is no such field. */
    static long number(RecordedEvent event, String name) {
        return event.hasField(name) ? event.getLong(name) : 0;
    }

    static boolean flag(RecordedEvent event, String name) {
        return event.hasField(name) && event.getBoolean(name);
    }

    /** A number, truth value or text; empty if there is no such field. */
    static Optional<Object> value(RecordedEvent event, String name) {
        return event.hasField(name) ? Optional.ofNullable(event.getValue(name)) : Optional.empty();
    }

    /**
     * When it happened, in nanoseconds since 1970.
     *
     * @throws IllegalArgumentException if that cannot be
     */
    static long nanos(RecordedEvent event) {
        Instant start = event.getStartTime();
        if (start.getEpochSecond() < 0 || start.getEpochSecond() > LATEST) {
            throw new IllegalArgumentException("an event of the time " + start);
        }
        return start.getEpochSecond() * NANOS + start.getNano();
    }
}
