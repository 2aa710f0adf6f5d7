package dev.xwatch.procfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory a process may lock.
 *
 * @param limit bytes, the soft RLIMIT_MEMLOCK; {@link Long#MAX_VALUE} for unlimited
 */
public record LockedMemory(long limit) {
    private static final Pattern MAX_LOCKED_MEMORY = Pattern.compile("(?m)^Max locked memory +(\\d+|unlimited) ");

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
        Matcher line = MAX_LOCKED_MEMORY.matcher(limits);
        if (!line.find()) {
            throw new IllegalArgumentException("no line 'Max locked memory' in /proc/self/limits");
        }
        return new LockedMemory(line.group(1).equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(line.group(1)));
    }
}
