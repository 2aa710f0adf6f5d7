package dev.xwatch.watch;

import org.jspecify.annotations.Nullable;

/**
 * An executable mapping during its life. Thread-safe: its end becomes known while hits in it are decoded.
 *
 * <p>Code can run at an address only while something is mapped there. So a hit belongs to the last region that was mapped
 * there before it, whether that was unmapped since or not.
 */
public final class Region {
    /** The path of memory that has none, as the kernel's notices have it. */
    static final String ANONYMOUS = "//anon";

    /** The path of the JVM's code cache. */
    static final String CODE_CACHE = "[code cache]";

    private final long start;
    private final String permissions;
    private final long sinceNanos;
    private volatile long end;
    private volatile String path;
    private volatile long untilNanos = Long.MAX_VALUE;
    private volatile @Nullable Region successor;

    Region(long start, long end, String permissions, String path, long sinceNanos) {
        this.start = start;
        this.end = end;
        this.permissions = permissions;
        this.path = path.isEmpty() ? ANONYMOUS : path;
        this.sinceNanos = sinceNanos;
    }

    public long start() {
        return start;
    }

    /** In bytes. */
    public long size() {
        return end - start;
    }

    /** As in {@code /proc/PID/maps}. */
    public String permissions() {
        return permissions;
    }

    /** A file, a name in brackets, or {@code //anon}. */
    public String path() {
        return path;
    }

    long end() {
        return end;
    }

    /** CLOCK_MONOTONIC. */
    long sinceNanos() {
        return sinceNanos;
    }

    boolean contains(long address) {
        return address >= start && address < end;
    }

    boolean contains(Region other) {
        return start <= other.start && other.end <= end;
    }

    boolean overlaps(Region other) {
        return start < other.end && other.start < end;
    }

    /** Whether the kernel would join them if they were neighbours. */
    boolean isLike(Region other) {
        return permissions.equals(other.permissions) && (path.equals(other.path) || (hasNoFile() && other.hasNoFile()));
    }

    private boolean hasNoFile() {
        return isAnonymous() || isCodeCache();
    }

    boolean isCodeCache() {
        return path.equals(CODE_CACHE);
    }

    /** Unnamed, or named by {@code PR_SET_VMA_ANON_NAME}. */
    boolean isAnonymous() {
        return path.equals(ANONYMOUS) || path.startsWith("[anon:");
    }

    /**
     * Whether programs make such code themselves: it has no file, or one that lives in memory. A file mapped for execution
     * and private is a library.
     */
    boolean isGenerated() {
        return isAnonymous()
                || path.startsWith("/memfd:")
                || path.startsWith("/dev/zero")
                || path.startsWith("/SYSV")
                || path.startsWith("/anon_hugepage")
                || (path.startsWith("/") && permissions.endsWith("s"));
    }

    /**
     * Whether what ran at an address at that time was in this region, or in one of its name that took its place: a hit may
     * be decoded before the engine has followed.
     */
    boolean held(long address, long timeNanos) {
        Region region = this;
        while (region != null && timeNanos >= region.untilNanos) {
            region = region.successor;
        }
        return region != null && timeNanos >= region.sinceNanos && region.contains(address);
    }

    /** This region, or the last one that took its place. */
    Region latest() {
        Region latest = this;
        for (Region next = latest.successor; next != null; next = next.successor) {
            latest = next;
        }
        return latest;
    }

    /** Whether that is this region, or took its place at some time, if not for long. */
    boolean becomes(Region other) {
        for (Region region = this; region != null; region = region.successor) {
            if (region == other) {
                return true;
            }
        }
        return false;
    }

    boolean isGone() {
        return untilNanos != Long.MAX_VALUE;
    }

    void ends(long timeNanos) {
        untilNanos = timeNanos;
    }

    /** Another region of the same name is mapped at the same address, which ended this one. */
    void replacedBy(Region next) {
        successor = next;
        untilNanos = next.sinceNanos;
    }

    void shrink(long newEnd) {
        end = newEnd;
    }

    void rename(String newPath) {
        path = newPath;
    }

    /** {@code //anon@0x7f0012340000}. */
    @Override
    public String toString() {
        return path + "@0x" + Long.toHexString(start);
    }
}
