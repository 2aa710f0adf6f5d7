package dev.xwatch.watch;

import dev.xwatch.procfs.Tasks;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Java thread of a native id. Looks all threads up when it meets an id that it does not know, or whose thread has
 * ended (the id may be another's by now). For the decoding thread alone.
 */
final class ThreadDirectory {
    /** A look-up of 200 threads takes about a millisecond: not for each hit of a native thread. */
    private static final long MIN_REFRESH_NANOS = 20_000_000;

    /**
     * @param thread null for a thread without a Java side, or one that was gone before it was looked up
     * @param name empty if it was gone
     */
    record Entry(@Nullable Thread thread, String name) {}

    private final Supplier<Map<Integer, Thread>> javaThreads;
    private Map<Integer, WeakReference<Thread>> known = Map.of();
    private final Map<Integer, String> nativeNames = new HashMap<>();
    private long refreshedNanos = System.nanoTime() - MIN_REFRESH_NANOS;

    ThreadDirectory(Supplier<Map<Integer, Thread>> javaThreads) {
        this.javaThreads = javaThreads;
    }

    Entry find(int tid) {
        Thread thread = live(tid);
        if (thread == null && System.nanoTime() - refreshedNanos >= MIN_REFRESH_NANOS) {
            refresh();
            thread = live(tid);
        }
        if (thread != null) {
            return new Entry(thread, thread.getName());
        }
        WeakReference<Thread> ended = known.get(tid);
        Thread last = ended == null ? null : ended.get();
        if (last != null) {
            return new Entry(last, last.getName());
        }
        return new Entry(
                null, nativeNames.computeIfAbsent(tid, id -> Tasks.name(id).orElse("")));
    }

    private @Nullable Thread live(int tid) {
        WeakReference<Thread> entry = known.get(tid);
        Thread thread = entry == null ? null : entry.get();
        return thread != null && thread.isAlive() ? thread : null;
    }

    private void refresh() {
        Map<Integer, WeakReference<Thread>> next = new HashMap<>();
        // Those that have ended stay known until their id is another's: their last hits may still be on the way.
        known.forEach((tid, entry) -> {
            if (entry.get() != null) {
                next.put(tid, entry);
            }
        });
        javaThreads.get().forEach((tid, thread) -> next.put(tid, new WeakReference<>(thread)));
        known = next;
        nativeNames.clear();
        refreshedNanos = System.nanoTime();
    }
}
