package dev.xwatch.jfr;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The time of day in JFR's unit. */
final class EpochNanos {
    private EpochNanos() {}

    static long now() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
