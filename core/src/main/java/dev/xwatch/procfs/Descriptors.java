package dev.xwatch.procfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file descriptors of a process.
 *
 * @param open how many are open
 * @param limit how many may be, the soft RLIMIT_NOFILE
 */
public record Descriptors(int open, int limit) {
    private static final Path DIRECTORY = Path.of("/proc/self/fd");

    /** This process's, now. */
    public static Descriptors self() throws IOException {
        return new Descriptors(countOpen(), parseLimit(Files.readString(Path.of("/proc/self/limits"))));
    }

    private static int countOpen() throws IOException {
        // Since Linux 6.2 the directory's size is their number (proc_pid_fd(5)); before, it was 0.
        long size = Files.size(DIRECTORY);
        if (size > 0) {
            return (int) size;
        }
        String[] open = DIRECTORY.toFile().list();
        if (open == null) {
            throw new IOException(DIRECTORY + " cannot be listed");
        }
        return open.length;
    }

    /**
     * The soft limit in the text of {@code /proc/PID/limits}.
     *
     * @throws IllegalArgumentException if it is not there
     */
    static int parseLimit(String limits) {
        return (int) Math.min(Integer.MAX_VALUE, Limits.soft(limits, "Max open files"));
    }

    public int free() {
        return Math.max(0, limit - open);
    }
}
