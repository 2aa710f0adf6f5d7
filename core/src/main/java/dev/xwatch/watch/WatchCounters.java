package dev.xwatch.watch;

import java.util.concurrent.atomic.AtomicLong;

/** A watch as the decoding thread knows it: its name, and the counts that only decoding can tell. Thread-safe. */
final class WatchCounters {
    private final String watch;
    private final WatchKind kind;
    private final long limit;
    private final AtomicLong recorded = new AtomicLong();
    private final AtomicLong discarded = new AtomicLong();
    private final AtomicLong lostRecords = new AtomicLong();

    /** @param limit how many hits may be recorded */
    WatchCounters(String watch, WatchKind kind, long limit) {
        this.watch = watch;
        this.kind = kind;
        this.limit = limit;
    }

    String watch() {
        return watch;
    }

    WatchKind kind() {
        return kind;
    }

    /** Whether one more hit may be recorded. */
    boolean hasRoom() {
        return recorded.get() < limit;
    }

    void addRecorded() {
        recorded.incrementAndGet();
    }

    void addDiscarded() {
        discarded.incrementAndGet();
    }

    /** By {@code PERF_RECORD_LOST}: of use only where the kernel does not count the losses of each event. */
    void addLostRecords(long count) {
        lostRecords.addAndGet(count);
    }

    long recorded() {
        return recorded.get();
    }

    long discarded() {
        return discarded.get();
    }

    long lostRecords() {
        return lostRecords.get();
    }
}
