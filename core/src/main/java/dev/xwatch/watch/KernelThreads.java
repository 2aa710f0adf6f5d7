package dev.xwatch.watch;

import dev.xwatch.perf.PerfRecord;
import dev.xwatch.procfs.Tasks;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel says of threads, by records in the rings, and by {@code /proc} where there were none: they are written
 * only while a breakpoint is on, and not while their ring is full. For the decoding thread alone.
 */
final class KernelThreads {
    /** Far more than have hits on their way at a time. */
    private static final int MOST = 10_000;

    /** Then a name is asked for again, because a record of its end may be missing. */
    private static final long BELIEVED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** An id that is used again so soon: the next one may be used again within a tick. */
    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Name(String comm, long knownNanos) {}

    private final Map<Integer, Name> names = new Recent<>();
    private final Map<Integer, Long> starts = new Recent<>();
    private final Map<Integer, Long> ends = new Recent<>();
    /** When an id was used again soon for the last time. */
    private @Nullable Long reusedNanos;

    private static final class Recent<V> extends LinkedHashMap<Integer, V> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, V> eldest) {
            return size() > MOST;
        }
    }

    /** To be told as soon as it is read, before it is the turn of older records. */
    void foresee(PerfRecord.Fork start) {
        starts.merge(start.tid(), start.timeNanos(), Math::max);
    }

    /**
     * A thread is born with its parent's name, and one of Java's gives itself another before it runs anything. That record
     * may be missing, so what is inherited is no name that is known.
     */
    void started(PerfRecord.Fork start) {
        Name known = names.get(start.tid());
        // A record can be seen late: its time is taken before it is written.
        if (known != null && known.knownNanos() < start.timeNanos()) {
            names.remove(start.tid());
        }
        @Nullable Long end = ends.get(start.tid());
        if (end != null && start.timeNanos() - end < SOON_NANOS) {
            reusedNanos = start.timeNanos();
        }
    }

    void named(PerfRecord.Comm name) {
        names.put(name.tid(), new Name(name.comm(), name.timeNanos()));
    }

    void ended(PerfRecord.Exit end) {
        names.remove(end.tid());
        ends.put(end.tid(), end.timeNanos());
    }

    /**
     * A thread's name, at most 15 bytes.
     *
     * @param timeNanos later than that of all records told of so far; a thread that ended before it has no name
     * @return empty if it is not known
     */
    String name(int tid, long timeNanos) {
        Name known = names.get(tid);
        if (known != null && timeNanos - known.knownNanos() < BELIEVED_NANOS) {
            return known.comm();
        }
        String comm = hadId(tid, timeNanos) ? Tasks.name(tid).orElse("") : "";
        if (comm.isEmpty() && known != null) {
            return known.comm();
        }
        names.put(tid, new Name(comm, timeNanos));
        return comm;
    }

    /** Whether a thread is known to have been given this id after that time. */
    boolean isStartedAfter(int tid, long timeNanos) {
        @Nullable Long start = starts.get(tid);
        return start != null && start > timeNanos;
    }

    /** The name that records have told, empty if none has. */
    String toldName(int tid) {
        Name known = names.get(tid);
        return known == null ? "" : known.comm();
    }

    /** Whether the thread that has this id now is certain to be the one that had it then. */
    boolean hadId(int tid, long timeNanos) {
        if (isStartedAfter(tid, timeNanos)) {
            return false;
        }
        try {
            OptionalLong startTicks = Tasks.startTicks(tid);
            if (startTicks.isEmpty()) {
                return false;
            }
            // All are rounded: two threads that had an id within a tick or two are not told apart.
            long nowTicks = Tasks.nowTicks();
            @Nullable Long start = starts.get(tid);
            return startTicks.getAsLong() < ticks(timeNanos, nowTicks) - 1
                    || (start != null
                            && !areIdsReused(timeNanos)
                            && Math.abs(startTicks.getAsLong() - ticks(start, nowTicks)) <= 1);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether ids are used again soon: the kernel gives each id once in a round, unless it is told to begin again. */
    private boolean areIdsReused(long timeNanos) {
        return reusedNanos != null && timeNanos - reusedNanos < BELIEVED_NANOS;
    }

    private static long ticks(long nanos, long nowTicks) {
        return nowTicks - (System.nanoTime() - nanos) / TICK_NANOS;
    }
}
