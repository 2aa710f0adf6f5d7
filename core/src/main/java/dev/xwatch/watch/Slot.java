package dev.xwatch.watch;

import dev.xwatch.perf.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One debug register in every thread, and what it stood for lately. Changed by the engine's thread, and paused by the
 * draining one; the decoding thread reads its history.
 */
final class Slot {
    /** How many assignments are remembered: far more than can be made while a record waits to be decoded. */
    private static final int REMEMBERED = 32;

    private final SlotEvents events;
    private volatile List<Assignment> history = List.of();
    private @Nullable Tenancy tenancy;
    private Reading base = new Reading(0, OptionalLong.empty());

    Slot(SlotEvents events) {
        this.events = events;
    }

    /** That a slot is a target's, from when it is taken until it is left: each time another. */
    static final class Tenancy {
        private final Throttle throttle;

        private Tenancy(Throttle throttle) {
            this.throttle = throttle;
        }

        Throttle throttle() {
            return throttle;
        }
    }

    /** It is a target's from now on. One that is limited begins with a pause. */
    synchronized void take(Throttle throttle) {
        tenancy = new Tenancy(throttle);
        events.startPaused(throttle.isLimited());
    }

    /** It is nobody's. */
    synchronized void leave() {
        tenancy = null;
        events.startPaused(false);
    }

    /** Null while it is nobody's. For any thread. */
    synchronized @Nullable Tenancy tenancy() {
        return tenancy;
    }

    /**
     * Switches the breakpoint off or on again in all threads, for its cost. For the draining thread.
     *
     * @return false if nothing was done: that tenancy is over, or the engine's thread is changing the events
     */
    synchronized boolean pause(Tenancy by, boolean paused) {
        if (tenancy != by) {
            return false;
        }
        if (!events.pause(paused)) {
            return false;
        }
        // While the slot is still its: whoever takes it away must find that known.
        by.throttle().switched(paused);
        return true;
    }

    SlotEvents events() {
        return events;
    }

    /** Newest first. Must be called before the breakpoint moves, lest a hit come before its explanation. */
    void assign(Assignment assignment) {
        List<Assignment> next = new ArrayList<>(REMEMBERED);
        next.add(assignment);
        for (Assignment older : history) {
            if (next.size() < REMEMBERED) {
                next.add(older);
            }
        }
        history = List.copyOf(next);
    }

    /** What a hit at this time and place belongs to. */
    Optional<Assignment> explain(long instructionPointer, long timeNanos) {
        for (Assignment assignment : history) {
            if (assignment.explains(instructionPointer, timeNanos)) {
                return Optional.of(assignment);
            }
        }
        return Optional.empty();
    }

    /** The latest assignment: whose the hits are that nothing explains. */
    Optional<Assignment> latest() {
        List<Assignment> assignments = history;
        return assignments.isEmpty() ? Optional.empty() : Optional.of(assignments.get(0));
    }

    /** Counts from now on belong to the slot's new holder. */
    void resetCount() throws IOException {
        base = events.read();
    }

    /** What the kernel counted since {@link #resetCount()}. */
    Reading count() throws IOException {
        Reading now = events.read();
        return new Reading(
                now.count() - base.count(),
                now.lost().isPresent()
                        ? OptionalLong.of(now.lost().getAsLong() - base.lost().orElse(0))
                        : OptionalLong.empty());
    }
}
