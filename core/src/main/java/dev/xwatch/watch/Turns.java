package dev.xwatch.watch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Who has a slot, and for how long, where there are more that want one: whoever has waited longest has the next. One that
 * was not hit in its turn gives most of it away. What is not compiled, or for another reason wants nothing now, is not among
 * those who wait.
 *
 * @param <T> who takes turns
 */
final class Turns<T> {
    /** Long enough to see a few hits of what is called ten times a second, short enough for 25 turns each in ten seconds. */
    static final long SLICE_NANOS = 100_000_000;

    /** What is left of a turn without a hit. */
    private static final int COLD = 4;

    /** A change of hands may take this part of a turn: with thousands of threads turns are longer. */
    private static final int CHANGING = 20;

    /** Who has a slot now, since when, and how often it had been hit then. */
    private record Turn(long sinceNanos, long hits) {}

    private final Map<T, Turn> holding = new HashMap<>();
    private final Deque<T> queue = new ArrayDeque<>();
    private long sliceNanos = SLICE_NANOS;
    private long changingNanos;

    /** Who is to give its slot to whom. */
    record Change<T>(T from, T to) {}

    /** Whoever holds a slot. */
    interface Hits<T> {
        /** How often it was hit so far. */
        long of(T holder);
    }

    /**
     * Who is to change now.
     *
     * @param holders who have a slot and may lose it
     * @param waiting who have none and want one
     */
    List<Change<T>> due(List<T> holders, List<T> waiting, Hits<T> hits, long nowNanos) {
        keepOnly(holders, waiting);
        for (T holder : holders) {
            holding.computeIfAbsent(holder, who -> new Turn(nowNanos, hits.of(who)));
        }
        if (queue.isEmpty()) {
            return List.of();
        }
        return holders.stream()
                .filter(holder -> isOver(Objects.requireNonNull(holding.get(holder)), hits.of(holder), nowNanos))
                .limit(queue.size())
                .map(holder -> new Change<>(holder, queue.remove()))
                .toList();
    }

    private void keepOnly(List<T> holders, List<T> waiting) {
        holding.keySet().retainAll(new HashSet<>(holders));
        Set<T> queued = new HashSet<>(waiting);
        queue.removeIf(who -> !queued.remove(who));
        // In the order in which they were given: who has waited longest first.
        waiting.stream().filter(queued::contains).forEach(queue::add);
    }

    private boolean isOver(Turn turn, long hits, long nowNanos) {
        long slice = hits == turn.hits() ? sliceNanos / COLD : sliceNanos;
        return nowNanos - turn.sinceNanos() >= slice;
    }

    /** @param nanos how long all changes of one time took: no turn may go by with that */
    void took(long nanos) {
        // On a busy machine one change may take long by chance.
        changingNanos = changingNanos == 0 ? nanos : Math.min(nanos, changingNanos * 5 / 4);
        sliceNanos = Math.max(SLICE_NANOS, changingNanos * CHANGING);
    }

    long sliceNanos() {
        return sliceNanos;
    }
}
