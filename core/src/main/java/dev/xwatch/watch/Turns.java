package dev.xwatch.watch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Who has a slot, and for how long, where there are more that want one: whoever has waited longest has the next. One that
 * was not hit in its turn gives most of the next one away; not of the same, because turns whose hits make them longer would
 * show less of them than there are. What is not compiled, or for another reason wants nothing now, is not among
 * those who wait.
 *
 * @param <T> who takes turns
 */
final class Turns<T> {
    /** Long enough to see a few hits of what is called ten times a second, short enough for 25 turns each in ten seconds. */
    static final long SLICE_NANOS = 100_000_000;

    /** What is left of a turn after one without a hit. */
    private static final int COLD = 4;

    /** The shortest and the longest of the turns that are alike: those of whom a turn began with do not end with theirs. */
    private static final double SHORTEST = 0.75;

    private static final double LONGEST = 1.25;

    /** The most that changes of hands may take of a slot's time, whatever the budget: with thousands of threads. */
    private static final double CHANGING = 0.05;

    /** How much of the budget they may take: the rest is for hits, and for what pauses and resumes breakpoints. */
    private static final double PART_OF_BUDGET = 0.125;

    /** Until when somebody has a slot, and how often it had been hit before. */
    private record Turn(long endNanos, long hits) {}

    private final Budget budget;
    private final DoubleSupplier random;
    private final Map<T, Turn> holding = new HashMap<>();
    private final Set<T> cold = new HashSet<>();
    private final Deque<T> queue = new ArrayDeque<>();
    private long changeNanos;
    private long leastNanos;

    /** @param random from 0 to 1 */
    Turns(Budget budget, DoubleSupplier random) {
        this.budget = budget;
        this.random = random;
    }

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
     * @param waiting who have none and want one, asked where somebody's turn has ended: they may be thousands
     */
    List<Change<T>> due(List<T> holders, Supplier<List<T>> waiting, Hits<T> hits, long nowNanos) {
        holding.keySet().retainAll(holders);
        leastNanos = leastNanos(holders.size());
        for (T holder : holders) {
            holding.computeIfAbsent(holder, who -> new Turn(nowNanos + length(who), hits.of(who)));
        }
        List<T> ended = holders.stream()
                .filter(holder -> nowNanos >= turn(holder).endNanos())
                .toList();
        if (ended.isEmpty()) {
            return List.of();
        }
        keepOnly(holders, waiting.get());
        return ended.stream()
                .limit(queue.size())
                .map(holder -> endTurn(holder, hits.of(holder)))
                .toList();
    }

    private Change<T> endTurn(T holder, long hits) {
        if (hits == turn(holder).hits()) {
            cold.add(holder);
        } else {
            cold.remove(holder);
        }
        return new Change<>(holder, queue.remove());
    }

    private void keepOnly(List<T> holders, List<T> waiting) {
        Set<T> held = new HashSet<>(holders);
        Set<T> queued = new HashSet<>(waiting);
        cold.removeIf(who -> !held.contains(who) && !queued.contains(who));
        queue.removeIf(who -> !queued.remove(who));
        // In the order in which they were given: who has waited longest first.
        waiting.stream().filter(queued::contains).forEach(queue::add);
    }

    private Turn turn(T holder) {
        return Objects.requireNonNull(holding.get(holder));
    }

    private long length(T holder) {
        double slice = Math.max(leastNanos, sliceNanos() / (cold.contains(holder) ? COLD : 1));
        return (long) (slice * (SHORTEST + (LONGEST - SHORTEST) * random.getAsDouble()));
    }

    /** The shortest turn for which that many slots' changes take no more than they may. */
    private long leastNanos(int slots) {
        double ofBudget = PART_OF_BUDGET * budget.rate() / Math.max(1, slots);
        return (long) (changeNanos / (budget.isOff() ? CHANGING : Math.min(CHANGING, ofBudget)));
    }

    /**
     * Changes are paid from the budget, as all is that this thread does, and no turn may go by with them.
     *
     * @param changes how many they were, at least one
     * @param nanos how long they took, all together
     */
    void took(int changes, long nanos) {
        // On a busy machine one change may take long by chance.
        changeNanos = changeNanos == 0 ? nanos / changes : Math.min(nanos / changes, changeNanos * 5 / 4);
    }

    /** The length of a turn of who is hit. */
    long sliceNanos() {
        return Math.max(SLICE_NANOS, leastNanos);
    }
}
