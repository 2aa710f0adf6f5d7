package dev.xwatch.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How to watch: the options whose scope is a watch.
 *
 * @param limit how many hits to record before the watch ends, at least 1
 * @param duration after what time it ends
 */
public record WatchOptions(OptionalLong limit, Optional<Duration> duration) {
    public static final WatchOptions DEFAULT = new WatchOptions(OptionalLong.empty(), Optional.empty());

    public WatchOptions withLimit(long hits) {
        return new WatchOptions(OptionalLong.of(hits), duration);
    }

    public WatchOptions withDuration(Duration time) {
        return new WatchOptions(limit, Optional.of(time));
    }
}
