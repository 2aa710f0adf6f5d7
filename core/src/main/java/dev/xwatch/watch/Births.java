package dev.xwatch.watch;

import dev.xwatch.perf.PerfRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What can be known, while slots are opened, of threads that start: by whom and when, as far as their creators had a slot
 * already, whose event told of it ({@code PERF_RECORD_FORK}); and which slots these had then. Owned by the engine's thread,
 * but for {@link #tell}.
 */
final class Births {
    /** Much more than it takes from when a thread inherits until its start is told. */
    private static final long CLONE_NANOS = 10_000_000;

    private static final long BEFORE = Long.MIN_VALUE;
    private static final long NEVER = Long.MAX_VALUE;

    private final Map<Integer, PerfRecord.Fork> starts = new ConcurrentHashMap<>();
    /** By thread and slot: when that was opened in it, {@link #BEFORE} or {@link #NEVER}. Threads that have ended, too. */
    private final Map<Integer, long[]> opened = new HashMap<>();

    private volatile boolean wanted;
    private Runnable reading = () -> {};
    private boolean caughtUp;

    /** The first slots, so many of them. */
    record Inherited(int atLeast, int atMost) {
        static final Inherited NONE = new Inherited(0, 0);
    }

    /** @param reading returns when all records that are in the rings have been told, or it takes too long */
    void readBy(Runnable reading) {
        this.reading = reading;
    }

    /** For whoever reads records. */
    void tell(PerfRecord.Fork start) {
        if (wanted) {
            starts.put(start.tid(), start);
        }
    }

    /** Before the first slot is opened. */
    void begin() {
        wanted = true;
    }

    /** When all threads have all slots. */
    void end() {
        wanted = false;
        starts.clear();
        opened.clear();
    }

    /** Who is asked about from now on may have been started up to now. */
    void newList() {
        caughtUp = false;
    }

    /** @param slots how many the thread has from its start, or may have */
    void has(int tid, int slots) {
        Arrays.fill(times(tid), 0, slots, BEFORE);
    }

    /** Before a slot's first event is opened in the thread. */
    void opens(int tid, int slot, long nowNanos) {
        times(tid)[slot] = nowNanos;
    }

    private long[] times(int tid) {
        return opened.computeIfAbsent(tid, id -> {
            long[] never = new long[SlotPool.MAX_SLOTS];
            Arrays.fill(never, NEVER);
            return never;
        });
    }

    /**
     * How many slots a thread has inherited, which is {@link Inherited#NONE} for all that is known if nothing tells of its
     * start: it is not over, or its creator had none.
     */
    Inherited inherited(int tid) {
        if (wanted && !caughtUp) {
            reading.run();
            caughtUp = true;
        }
        PerfRecord.Fork start = starts.get(tid);
        if (start == null) {
            return Inherited.NONE;
        }
        long[] ofCreator = opened.get(start.parentTid());
        if (ofCreator == null) {
            return new Inherited(0, SlotPool.MAX_SLOTS); // it came and went unseen
        }
        return new Inherited(
                openedBefore(start.timeNanos() - CLONE_NANOS, ofCreator), openedBefore(start.timeNanos(), ofCreator));
    }

    private static int openedBefore(long nanos, long[] opened) {
        int slots = 0;
        while (slots < opened.length && opened[slots] < nanos) {
            slots++;
        }
        return slots;
    }
}
