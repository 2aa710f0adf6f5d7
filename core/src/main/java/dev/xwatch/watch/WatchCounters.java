package dev.xwatch.watch;

import java.util.concurrent.atomic.AtomicLong;

/** A watch as the decoding thread knows it: its name, and the counts that only decoding can tell. Thread-safe. */
final class WatchCounters {
    /** {@code CompLevel_limited_profile} and {@code CompLevel_full_profile}. */
    private static final int LIMITED_PROFILE = 2;

    private static final int FULL_PROFILE = 3;

    private final String watch;
    private final WatchKind kind;
    private final WatchOptions options;
    private final AtomicLong recorded = new AtomicLong();
    private final AtomicLong profiled = new AtomicLong();
    private final AtomicLong discarded = new AtomicLong();
    private final AtomicLong lostRecords = new AtomicLong();
    private volatile boolean discardsRest;

    WatchCounters(String watch, WatchKind kind, WatchOptions options) {
        this.watch = watch;
        this.kind = kind;
        this.options = options;
    }

    String watch() {
        return watch;
    }

    WatchKind kind() {
        return kind;
    }

    WatchOptions options() {
        return options;
    }

    /** From now on no hit is recorded. */
    void discardRest() {
        discardsRest = true;
    }

    /** Whether one more hit may be recorded. */
    boolean hasRoom() {
        return !discardsRest && recorded.get() < options.limit().orElse(Long.MAX_VALUE);
    }

    /** @param tier of the code that was entered, 0 if it is no compiled method */
    void addRecorded(int tier) {
        recorded.incrementAndGet();
        if (tier == LIMITED_PROFILE || tier == FULL_PROFILE) {
            profiled.incrementAndGet();
        }
    }

    /** Hits of code that counts its calls itself, in the method's own counters. */
    long profiled() {
        return profiled.get();
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
