package dev.xwatch.watch;

import dev.xwatch.perf.PerfRecord;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose hit it was. Java threads are looked up, all of them, when an id is met that is not known or whose thread has ended;
 * all others, and those that came and went unseen, have the kernel's name. Since an id may be another thread's by the time
 * of the look, it is compared when threads started. For the decoding thread alone.
 */
final class ThreadDirectory {
    /** A look-up of 200 threads takes about a millisecond: not for each hit of a native thread. */
    private static final long MIN_LOOK_NANOS = 20_000_000;

    /**
     * @param thread null for a thread without a Java side, or one that was gone before it was looked up
     * @param name empty if it is not known
     */
    record Entry(@Nullable Thread thread, String name) {
        private static final String CARRIER = "jdk.internal.misc.CarrierThread";

        /** Whether it runs virtual threads. */
        boolean isCarrier() {
            return thread != null && thread.getClass().getName().equals(CARRIER);
        }
    }

    private final Supplier<Map<Integer, Thread>> javaThreads;
    private final KernelThreads kernel = new KernelThreads();
    /** Those of the last look. */
    private Map<Integer, WeakReference<Thread>> known = new HashMap<>();
    /** Those of earlier looks whose last hits may still be on the way. */
    private final Map<Integer, WeakReference<Thread>> ended = new HashMap<>();
    /** From when on threads that were started after their hits, for all that the look tells, are known to be the same. */
    private final Map<Integer, Long> knownSince = new HashMap<>();

    private long lookNanos = System.nanoTime() - MIN_LOOK_NANOS;

    ThreadDirectory(Supplier<Map<Integer, Thread>> javaThreads) {
        this.javaThreads = javaThreads;
    }

    /** To be told of a thread's start as soon as it is read, before it is the turn of older records. */
    void foresee(PerfRecord.Fork start) {
        if (isThread(start)) {
            kernel.foresee(start);
        }
    }

    /** In the order of time, with the hits. */
    void tell(PerfRecord.Timed record) {
        if (record instanceof PerfRecord.Fork fork && isThread(fork)) {
            forget(fork.tid(), fork.timeNanos());
            kernel.started(fork);
        } else if (record instanceof PerfRecord.Comm comm) {
            kernel.named(comm);
        } else if (record instanceof PerfRecord.Exit exit) {
            forget(exit.tid(), exit.timeNanos());
            kernel.ended(exit);
        }
    }

    /** Not another process. */
    private static boolean isThread(PerfRecord.Fork start) {
        return start.pid() == start.parentPid();
    }

    /** Who had this id until then has it no more. */
    private void forget(int tid, long timeNanos) {
        ended.remove(tid);
        if (lookNanos < timeNanos) {
            known.remove(tid);
        }
    }

    /** @param timeNanos of its hit, not before that of the last record told of */
    Entry find(int tid, long timeNanos) {
        Thread thread = javaThread(tid, timeNanos);
        return thread == null ? new Entry(null, kernel.name(tid, timeNanos)) : new Entry(thread, thread.getName());
    }

    private @Nullable Thread javaThread(int tid, long timeNanos) {
        Thread thread = get(known, tid);
        if ((thread == null || !thread.isAlive()) && System.nanoTime() - lookNanos >= MIN_LOOK_NANOS) {
            look();
            thread = get(known, tid);
        }
        return thread != null && isSame(thread, tid, timeNanos) ? thread : get(ended, tid);
    }

    private static @Nullable Thread get(Map<Integer, WeakReference<Thread>> threads, int tid) {
        WeakReference<Thread> entry = threads.get(tid);
        return entry == null ? null : entry.get();
    }

    /** Whether who had the id at the look had it at that time, too. */
    private boolean isSame(Thread thread, int tid, long timeNanos) {
        if (lookNanos <= timeNanos) {
            return true;
        }
        if (kernel.isStartedAfter(tid, timeNanos)) {
            return false;
        }
        // By its name, unless that is too long for the kernel; else by when it started, which takes some reading.
        String name = thread.getName();
        return (!name.isEmpty() && name.equals(kernel.toldName(tid))) || hadId(tid, timeNanos);
    }

    private boolean hadId(int tid, long timeNanos) {
        Long since = knownSince.get(tid);
        if (since != null && since <= timeNanos) {
            return true;
        }
        boolean had = kernel.hadId(tid, timeNanos);
        if (had) {
            knownSince.put(tid, timeNanos);
        }
        return had;
    }

    private void look() {
        lookNanos = System.nanoTime();
        Map<Integer, WeakReference<Thread>> next = new HashMap<>();
        javaThreads.get().forEach((tid, thread) -> next.put(tid, new WeakReference<>(thread)));
        ended.values().removeIf(entry -> entry.get() == null);
        known.forEach((tid, entry) -> {
            if (entry.get() != get(next, tid)) {
                ended.put(tid, entry);
            }
        });
        known = next;
        knownSince.clear();
    }
}
