package dev.xwatch.watch;

import dev.xwatch.procfs.MemoryMaps;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code /proc/self/maps}, again and again but not too often. For the engine's thread. */
final class MapsReader {
    private static final Logger LOG = LoggerFactory.getLogger(MapsReader.class);
    private static final long INTERVAL_NANOS = 100_000_000;

    /** A process with thousands of mappings has them read less often: a hundredth of the time goes into it at most. */
    private static final int PAUSE = 100;

    private long nextNanos = System.nanoTime();

    /** The mappings, if it is time to look at them again. */
    Optional<MemoryMaps> ifDue() {
        return isDue() ? Optional.of(read()) : Optional.empty();
    }

    boolean isDue() {
        return System.nanoTime() >= nextNanos;
    }

    /** The mappings now; none if they cannot be read. */
    MemoryMaps read() {
        long begin = System.nanoTime();
        try {
            return MemoryMaps.self();
        } catch (IOException e) {
            LOG.warn("/proc/self/maps cannot be read: {}", e.toString());
            return new MemoryMaps(List.of());
        } finally {
            long end = System.nanoTime();
            nextNanos = end + Math.max(INTERVAL_NANOS, (end - begin) * PAUSE);
        }
    }
}
