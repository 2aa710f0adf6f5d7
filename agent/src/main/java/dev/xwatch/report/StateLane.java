package dev.xwatch.report;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one method of a watch, or the watch as a whole, stood over time. */
final class StateLane {
    private final String method;
    private final Map<Standing, TimeBuckets> standings = new EnumMap<>(Standing.class);
    private final TimeBuckets moves = new TimeBuckets();
    private @Nullable Standing standing;
    private long since;

    StateLane(String method) {
        this.method = method;
    }

    /** What was so of the watch as a whole until it came to this method. */
    StateLane(String method, StateLane before) {
        this(method);
        standings.putAll(before.standings);
        standing = before.standing;
        since = before.since;
    }

    void enter(Standing next, long nanos) {
        closeAt(nanos);
        standing = next;
        since = Math.max(since, nanos);
    }

    void moved(long nanos) {
        moves.add(nanos, 1);
    }

    /** It stood so until then, and goes on standing so. */
    void closeAt(long nanos) {
        if (standing != null && nanos > since) {
            standings.computeIfAbsent(standing, kind -> new TimeBuckets()).addSpan(since, nanos);
            since = nanos;
        }
    }

    /** Nothing is known of it any more. */
    void end(long nanos) {
        closeAt(nanos);
        standing = null;
    }

    String method() {
        return method;
    }

    @Nullable
    Standing standing() {
        return standing;
    }

    Map<Standing, TimeBuckets> standings() {
        return standings;
    }

    TimeBuckets moves() {
        return moves;
    }
}
