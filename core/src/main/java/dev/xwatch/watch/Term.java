package dev.xwatch.watch;

import java.time.Duration;
import java.util.Optional;

/** When a watch ends by itself. */
final class Term {
    private final WatchOptions options;
    private final WatchCounters counters;
    private final long startNanos;

    Term(WatchOptions options, WatchCounters counters, long startNanos) {
        this.options = options;
        this.counters = counters;
        this.startNanos = startNanos;
    }

    /** @return why it is over, empty while it is not */
    Optional<String> over(long nowNanos) {
        if (!counters.hasRoom()) {
            return Optional.of(options.limit().orElseThrow() + " hits are recorded, as many as were asked for");
        }
        return options.duration()
                .filter(duration -> nowNanos - startNanos >= duration.toNanos())
                .map(duration -> "the " + text(duration) + " are over that were asked for");
    }

    private static String text(Duration duration) {
        return duration.toMillis() / 1e3 + " s";
    }
}
