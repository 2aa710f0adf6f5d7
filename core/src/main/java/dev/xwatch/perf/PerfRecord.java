package dev.xwatch.perf;

import org.jspecify.annotations.Nullable;

/** A record of a ring ({@code enum perf_event_type} in {@code linux/perf_event.h}). */
public sealed interface PerfRecord {
    /** A record of something that happened in a thread. Thread ids are those in {@code /proc/self/task}. */
    sealed interface Timed extends PerfRecord {
        /** On the clock of {@link System#nanoTime()}. */
        long timeNanos();
    }

    /**
     * A hit, {@code PERF_RECORD_SAMPLE}.
     *
     * @param id that of {@link PerfEvent#id()}
     * @param ip the instruction: the watched one for execution, the one after the access for data
     * @param timeNanos on the clock of {@link System#nanoTime()}
     * @param user the thread's registers and stack, null if its event does not take them
     */
    record Sample(
            long id,
            long ip,
            int pid,
            int tid,
            long timeNanos,
            int cpu,
            @Nullable UserState user) implements Timed {}

    /** A thread has started, {@code PERF_RECORD_FORK}: one of this process, if both are of the same. Its name is its parent's. */
    record Fork(int pid, int tid, int parentPid, int parentTid, long timeNanos) implements Timed {}

    /**
     * A thread has a new name, {@code PERF_RECORD_COMM}.
     *
     * @param comm at most 15 bytes
     */
    record Comm(int tid, String comm, long timeNanos) implements Timed {}

    /** A thread has ended, {@code PERF_RECORD_EXIT}: no other record of it is younger. */
    record Exit(int tid, long timeNanos) implements Timed {}

    /**
     * {@code PERF_RECORD_LOST}: the ring was full.
     *
     * @param id the event that was the first to find room again; those lost can be of any event of the ring
     * @param count records lost since the last such record
     */
    record Lost(long id, long count) implements PerfRecord {}

    /**
     * {@code PERF_RECORD_THROTTLE} or {@code PERF_RECORD_UNTHROTTLE}: the kernel stops an event until the next tick, or
     * starts it again.
     *
     * @param unthrottle whether it starts again
     * @param timeNanos on the clock of {@link System#nanoTime()}
     */
    record Throttle(boolean unthrottle, long id, long timeNanos) implements PerfRecord {}

    /**
     * {@code PERF_RECORD_MMAP2}: memory became executable, by {@code mmap(2)} or {@code mprotect(2)}.
     *
     * @param tid the thread that did it
     * @param start of the mapping as the kernel has it: it joins neighbours that are alike
     * @param length in bytes
     * @param permissions as in {@code /proc/PID/maps}, for example {@code r-xp}
     * @param path of the file, a name in brackets, or {@code //anon}
     * @param timeNanos on the clock of {@link System#nanoTime()}
     */
    record Mmap2(int tid, long start, long length, String permissions, String path, long timeNanos)
            implements PerfRecord {}

    /**
     * Any other.
     *
     * @param type its number
     * @param size its bytes, header included
     */
    record Unknown(int type, int size) implements PerfRecord {}
}
