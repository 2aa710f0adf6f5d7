package dev.xwatch.procfs;

/**
 * A line of {@code /proc/PID/maps}, proc(5). Addresses are unsigned.
 *
 * @param end the first address after it
 * @param permissions for example {@code r-xp}
 * @param offset where in the file it starts
 * @param path the file, a name such as {@code [heap]} or {@code //anon}, or the empty string; a deleted file's path ends
 *     with {@code " (deleted)"}, and a newline in it is written {@code \012}
 */
public record MemoryRegion(long start, long end, String permissions, long offset, String path) {
    /** How a deleted file's path ends. */
    public static final String DELETED = " (deleted)";

    public boolean contains(long address) {
        return Long.compareUnsigned(address, start) >= 0 && Long.compareUnsigned(address, end) < 0;
    }

    public boolean isExecutable() {
        return permissions.length() > 2 && permissions.charAt(2) == 'x';
    }
}
