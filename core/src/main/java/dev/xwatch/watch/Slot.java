package dev.xwatch.watch;

import dev.xwatch.perf.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One debug register in every thread, and what it stood for lately. Changed by the engine's thread only; the decoding
 * thread reads its history.
 */
final class Slot {
    /** How many assignments are remembered: far more than can be made while a record waits to be decoded. */
    private static final int REMEMBERED = 32;

    private final SlotEvents events;
    private volatile List<Assignment> history = List.of();
    private Reading base = new Reading(0, OptionalLong.empty());

    Slot(SlotEvents events) {
        this.events = events;
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
