package dev.xwatch.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** A time during which a target's breakpoint was on, and who hit it how often then. */
final class Window {
    /** Between hits that are nearer than this many traps, next to nothing can have been done. */
    private static final double BACK_TO_BACK = 1.5;

    /** The same where most of the gaps are looked at. */
    private static final double USUALLY_BACK_TO_BACK = 1.75;

    private static final int LEAST_RUN = 3;
    private static final int MOST_GAPS = 96;

    /** Who closes a window may have taken the CPU of who is hit, and closing it takes time. */
    private static final long CLOSING_NANOS = 100_000;

    /** The hits of one thread. */
    static final class Hits {
        private final int tid;
        private long lastNanos;
        private long count = 1;
        private final List<Long> gaps = new ArrayList<>();
        private long run = 1;
        private final Lateness lateness;

        private Hits(int tid, long timeNanos, double beatNanos) {
            this.tid = tid;
            this.lastNanos = timeNanos;
            this.lateness = new Lateness(beatNanos);
        }

        private long add(long timeNanos, long trapNanos) {
            count++;
            // Records of two CPUs, of a thread that moved from one to the other, come in any order.
            long gap = Math.max(0, timeNanos - lastNanos);
            if (gaps.size() < MOST_GAPS) {
                gaps.add(gap);
            }
            lateness.gap(gap);
            run = gap < BACK_TO_BACK * trapNanos ? run + 1 : 1;
            lastNanos = Math.max(lastNanos, timeNanos);
            return gap;
        }

        /** The last hits, back to back with the next ones if there are any. */
        long run() {
            return run;
        }

        long lastNanos() {
            return lastNanos;
        }

        int tid() {
            return tid;
        }

        long count() {
            return count;
        }

        /** The times from one hit to the next, of the first hits. */
        List<Long> gaps() {
            return gaps;
        }
    }

    private final long notBeforeNanos;
    private long openedNanos;
    private final long plannedNanos;
    private final IntToDoubleFunction beat;

    private final Map<Integer, Hits> byThread = new HashMap<>();
    private long closingNanos;
    private long closedNanos;
    private boolean endedByHits;

    /**
     * @param notBeforeNanos when the one before it was closed, 0 if there is none
     * @param openedNanos when it was open for certain: it takes time, and the first hits may come before
     * @param plannedNanos how long it is to be, 0 if that is open
     * @param beat by a thread's id, how long after each other its calls usually come, 0 if that is not known
     */
    Window(long notBeforeNanos, long openedNanos, long plannedNanos, IntToDoubleFunction beat) {
        this.notBeforeNanos = notBeforeNanos;
        this.openedNanos = openedNanos;
        this.plannedNanos = plannedNanos;
        this.beat = beat;
    }

    /** It is being closed, by a thread that may have taken the CPU of one that is hit. */
    void closing(long nowNanos) {
        closingNanos = nowNanos;
    }

    /** @param byHits whether it is over because of its hits */
    void close(long nowNanos, boolean byHits) {
        closedNanos = nowNanos;
        endedByHits = byHits;
    }

    boolean endedByHits() {
        return endedByHits;
    }

    /** @param cost is told how long after the thread's last hit it was */
    void hit(int tid, long timeNanos, HitCost cost) {
        if (timeNanos > notBeforeNanos) {
            openedNanos = Math.min(openedNanos, timeNanos);
        }
        Hits hits = byThread.get(tid);
        if (hits == null) {
            byThread.put(tid, new Hits(tid, timeNanos, beat.applyAsDouble(tid)));
        } else {
            cost.gap(hits.add(timeNanos, cost.shortTrap()));
        }
    }

    long openedNanos() {
        return openedNanos;
    }

    /** How long it was to be, laid before it began; 0 if it has no end of its own. */
    long plannedNanos() {
        return plannedNanos;
    }

    /** 0 while it is open. */
    long closedNanos() {
        return closedNanos;
    }

    /** How long it was open, once it is closed. */
    long nanos() {
        return closedNanos - openedNanos;
    }

    /**
     * How many of a thread's hits are the beginning of more: those back to back when the window was closed.
     *
     * @param trapNanos what a trap costs
     */
    long cut(Hits hits, long trapNanos) {
        boolean untilTheEnd = closedNanos - hits.lastNanos() < CLOSING_NANOS + 2 * trapNanos;
        return untilTheEnd && hits.run() >= LEAST_RUN ? hits.run() : 0;
    }

    /**
     * For how long a thread did next to nothing but call, if most of its calls came so soon after each other; else 0.
     *
     * @param trapNanos what a trap costs, at its cheapest: it may be half as much again for a while
     */
    double backToBackNanos(Hits hits, long trapNanos) {
        long[] gaps = hits.gaps().stream().mapToLong(Long::longValue).sorted().toArray();
        if (gaps.length < LEAST_RUN) {
            return 0;
        }
        long usual = gaps[gaps.length / 2];
        return usual <= USUALLY_BACK_TO_BACK * trapNanos ? (double) usual * hits.count() : 0;
    }

    /** For how long at the end a thread may have been kept from its CPU by who closed it. */
    long keptNanos(Hits hits) {
        return closingNanos == 0 ? 0 : Math.max(0, closedNanos - Math.max(closingNanos, hits.lastNanos()));
    }

    /**
     * How many calls a thread was late with when the window was closed, or has made unseen while it was being closed. Of one
     * without a beat, all those are the beginning of as many more.
     *
     * @param trapNanos what a trap costs
     */
    double late(Hits hits, long trapNanos) {
        if (!hits.lateness.isKnown()) {
            return cut(hits, trapNanos);
        }
        long closing = closingNanos == 0 ? closedNanos : closingNanos;
        return hits.lateness.calls(closedNanos - hits.lastNanos(), closing - hits.lastNanos());
    }

    Collection<Hits> threads() {
        return byThread.values();
    }
}
