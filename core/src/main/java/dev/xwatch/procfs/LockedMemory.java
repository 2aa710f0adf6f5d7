package dev.xwatch.procfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much memory a process may lock.
 *
 * @param limit bytes, the soft RLIMIT_MEMLOCK; {@link Long#MAX_VALUE} for unlimited
 */
public record LockedMemory(long limit) {
    /** This process's. */
    public static LockedMemory self() throws IOException {
        return parse(Files.readString(Path.of("/proc/self/limits")));
    }

    /**
     * Finds it in the text of {@code /proc/PID/limits}.
     *
     * @throws IllegalArgumentException if it is not there
     */
    public static LockedMemory parse(String limits) {
        return new LockedMemory(Limits.soft(limits, "Max locked memory"));
    }
}
