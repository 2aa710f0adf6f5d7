package dev.xwatch.watch;

import dev.xwatch.hotspot.NMethod;
import java.util.function.Predicate;

/** What a slot's breakpoint stands for from a moment on, until the slot's next assignment. */
final class Assignment {
    private final WatchCounters counters;
    private final Throttle throttle;
    private final String method;
    private final Place place;
    private final long fromNanos;

    /** When the code was noticed to be left: who enters it later is sent on to another version, or to the interpreter. */
    private volatile long leftNanos = Long.MAX_VALUE;

    /** Until when the code is known to have been there. Owned by the decoding thread. */
    private long seenNanos;

    /**
     * @param throttle what limits its hits, and is told of them
     * @param method as {@code com.acme.Order.price(int)}, empty for an address
     * @param fromNanos CLOCK_MONOTONIC, taken before the breakpoint was moved there: no hit of it is older
     */
    Assignment(WatchCounters counters, Throttle throttle, String method, Place place, long fromNanos) {
        this.counters = counters;
        this.throttle = throttle;
        this.method = method;
        this.place = place;
        this.fromNanos = fromNanos;
        this.seenNanos = fromNanos;
    }

    WatchCounters counters() {
        return counters;
    }

    Throttle throttle() {
        return throttle;
    }

    String method() {
        return method;
    }

    Place place() {
        return place;
    }

    long fromNanos() {
        return fromNanos;
    }

    /** No call is meant to enter this version from then on. */
    void left(long timeNanos) {
        leftNanos = timeNanos;
    }

    /** A data breakpoint traps after the instruction, so its hits' instruction pointer says nothing of the address. */
    boolean explains(long instructionPointer, long timeNanos) {
        return timeNanos >= fromNanos
                && (counters.kind() == WatchKind.DATA
                        || instructionPointer == place.breakpoint().address());
    }

    /**
     * Whether a hit that it explains was really of this code: not after that was left, and not of another method's that
     * was put into the same place. For that the code must still be there now, or have been at a later time than the hit's;
     * of a region it is known when it was there.
     *
     * @param isThere whether an nmethod is there now
     */
    boolean isOfThisCode(long timeNanos, Predicate<NMethod> isThere) {
        Region region = place.region();
        if (region != null) {
            return region.held(place.breakpoint().address(), timeNanos);
        }
        NMethod nmethod = place.nmethod();
        if (nmethod == null || timeNanos <= seenNanos) {
            return timeNanos <= leftNanos;
        }
        long nowNanos = System.nanoTime();
        if (timeNanos > leftNanos || !isThere.test(nmethod)) {
            return false;
        }
        seenNanos = nowNanos;
        return true;
    }
}
