package dev.xwatch.watch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Whether callers follow a clock. Traps make one that has always something to do call less often: its calls come as much later
 * as they take. One that waits for the time of its next call only waits less.
 *
 * <p>Seen from one hit to the next the two are the same, but, where these are at even distances, not over several of them: no
 * two traps take equally long, and with who is held up that adds up from hit to hit, while who follows a clock is back at its
 * beat each time. (That it adds up tells nothing of all calls: those of a burst may be held up, and bursts come by a clock.)
 *
 * <p>Who was kept from the CPU, because a window was opened or its hits were read, makes up for it first: its calls come one
 * right after the other. So several distances are looked at where all of them are about as long as most are.
 */
final class Beat {
    /** Of each, the latest. */
    private static final int MOST_KEPT = 1024;

    /** With twenty, estimates of a caller that works for 50 us after each call were wrong in 6 of 20 runs; with thirty in 2. */
    private static final int LEAST_KEPT = 30;

    /** A window's first hits come late: what a trap needs is in no cache. */
    private static final int FIRST = 4;

    /** Distances are undisturbed if they differ from most by no more than this part. */
    private static final double UNDISTURBED = 0.1;

    /** How many gaps are looked at as one; those who are late, and make up for it, have seldom more in step. */
    private static final int MANY = 12;

    /** The same where there are so many: the more, the more adds up, and the less it matters when exactly each was noted. */
    private static final int MORE = 24;

    /** Distances are even if they differ by no more than this part of themselves. */
    private static final double EVEN = 0.1;

    /** What many gaps differ by, against one: the same if each is back at the beat, the root of their number if it adds up. */
    private static final double NOT_ADDED = 2.3;

    /** In traps. At shorter distances nobody waits, these are how fast one can call. */
    private static final double SHORTEST = 1.25;

    /** A thread whose calls are so seldom in step has another beat, or none. */
    private static final double LEAST_IN_STEP = 0.2;

    /** How much a window says of that. */
    private static final double NEWS = 3.0 / 4;

    private static final int MOST_THREADS = 1024;

    private static final int FIRST_CAPACITY = 16;
    private static final float LOAD_FACTOR = 0.75f;

    private final Latest all = new Latest(MOST_KEPT);
    private final Sums many = new Sums(MANY);
    private final Sums more = new Sums(MORE);
    private double usual;

    /** The part of its gaps in step, by the thread's id; of the threads that were seen last. */
    private final Map<Integer, Double> inStep = new LinkedHashMap<>(FIRST_CAPACITY, LOAD_FACTOR, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Double> eldest) {
            return size() > MOST_THREADS;
        }
    };

    void add(Window window) {
        List<Window.Hits> ofThreads = window.threads().stream()
                .filter(hits -> hits.gaps().size() >= FIRST + MANY)
                .toList();
        if (ofThreads.isEmpty()) {
            return;
        }
        ofThreads.forEach(hits -> hits.gaps().forEach(gap -> all.add((double) gap)));
        usual = median(all.values());
        ofThreads.forEach(hits -> {
            many.add(hits.gaps(), usual);
            more.add(hits.gaps(), usual);
            inStep.merge(hits.tid(), partInStep(hits.gaps()), (before, now) -> before + NEWS * (now - before));
        });
    }

    private double partInStep(List<Long> gaps) {
        return gaps.stream().filter(gap -> isInStep(gap, usual)).count() / (double) gaps.size();
    }

    static boolean isInStep(long gapNanos, double beatNanos) {
        return Math.abs(gapNanos - beatNanos) <= UNDISTURBED * beatNanos;
    }

    /** @return nanoseconds from one call of the thread to the next, 0 if it is not known to follow the beat */
    double ofThread(int tid) {
        return inStep.getOrDefault(tid, 0.0) >= LEAST_IN_STEP ? usual : 0;
    }

    /**
     * Whether traps do not reduce the calls; false if that is not known.
     *
     * @param trapNanos what a trap costs
     */
    boolean isKept(long trapNanos) {
        return usual > SHORTEST * trapNanos && (more.areEnough() ? more : many).areAtABeat();
    }

    /** So many gaps one after the other, and each of them. */
    private static final class Sums {
        /** A run that has not begun. */
        private static final int LATE = -1;

        private final int length;
        private final Latest single = new Latest(MOST_KEPT);
        private final Latest sums = new Latest(MOST_KEPT);

        Sums(int length) {
            this.length = length;
        }

        /** Those that are undisturbed; of a gap that follows one that is not, the call before it may still have been late. */
        void add(List<Long> gaps, double usual) {
            int run = LATE;
            for (int i = FIRST; i < gaps.size(); i++) {
                run = isInStep(gaps.get(i), usual) ? run + 1 : LATE;
                if (run == length) {
                    run = 0;
                    List<Long> undisturbed = gaps.subList(i + 1 - length, i + 1);
                    undisturbed.forEach(gap -> single.add((double) gap));
                    sums.add(undisturbed.stream().mapToDouble(gap -> gap).sum());
                }
            }
        }

        boolean areEnough() {
            return sums.values().count() >= LEAST_KEPT;
        }

        boolean areAtABeat() {
            if (!areEnough()) {
                return false;
            }
            double ofOne = deviation(single.values());
            return ofOne <= EVEN * median(single.values()) && deviation(sums.values()) <= NOT_ADDED * ofOne;
        }
    }

    /** From their median, the median of all: a few that are far off do not matter. */
    private static double deviation(DoubleStream values) {
        double[] all = values.toArray();
        double median = median(DoubleStream.of(all));
        return median(DoubleStream.of(all).map(value -> Math.abs(value - median)));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
