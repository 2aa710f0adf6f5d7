package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Estimates against what a simulated caller did; in more runs with {@code -Dxwatch.estimate.runs=20}. */
class EstimateTest {
    private static final long SECOND = 1_000_000_000;
    private static final int RUNS = Integer.getInteger("xwatch.estimate.runs", 7);
    private static final int CPUS = 2;

    /** What is in a ring when its reader is woken comes on top, as a part of a tenth of a second. */
    private static final double UNSEEN = 32.0 * SimulatedWatch.HIT_NANOS / 100_000_000;

    @ParameterizedTest
    @CsvSource({"5000,1", "20000,5", "20000,1", "50000,5", "50000,1"})
    void aSteadyCallerThatWaitsForItsTime(int perSecond, double percent) {
        long gap = SECOND / perSecond;
        requireEstimates(percent, 0.1, watch -> (lastDue, lastEnded) -> lastDue + gap);
    }

    @ParameterizedTest
    @CsvSource({"5000,1,0.1", "20000,5,0.15", "20000,1,0.2", "50000,5,0.3", "50000,1,0.35"})
    void aSteadyCallerThatIsHeldUp(int perSecond, double percent, double halfWidth) {
        long gap = SECOND / perSecond;
        requireEstimates(percent, halfWidth, watch -> (lastDue, lastEnded) -> lastEnded + gap);
    }

    @ParameterizedTest
    @CsvSource({"5000,1", "20000,5", "20000,1"})
    void aCallerByChance(int perSecond, double percent) {
        double gap = (double) SECOND / perSecond;
        requireEstimates(
                percent,
                0.5,
                watch -> (lastDue, lastEnded) ->
                        lastEnded + (long) (-Math.log(1 - watch.random().nextDouble()) * gap));
    }

    @ParameterizedTest
    @CsvSource({"5000,5", "20000,5"})
    void aCallerInBursts(int perSecond, double percent) {
        int burst = 100;
        long period = SECOND / perSecond * burst;
        requireEstimates(percent, 0.5, watch -> {
            long[] count = {0};
            return (lastDue, lastEnded) -> ++count[0] / burst * period + SECOND;
        });
    }

    /** Twice as often for some 25 ms, then not at all for as long. */
    @ParameterizedTest
    @CsvSource({"5000,1", "20000,5", "20000,1"})
    void aCallerThatComesAndGoes(int perSecond, double percent) {
        long gap = SECOND / perSecond / 2;
        requireEstimates(percent, 0.6, watch -> {
            long[] burstEnd = {0};
            return (lastDue, lastEnded) -> {
                if (lastDue < burstEnd[0]) {
                    return lastDue + gap;
                }
                long next = lastDue + span(watch);
                burstEnd[0] = next + span(watch);
                return next;
            };
        });
    }

    private static long span(SimulatedWatch watch) {
        return (long) (SECOND / 40.0 * (0.2 + 1.6 * watch.random().nextDouble()));
    }

    @ParameterizedTest
    @CsvSource({"5000,1", "20000,5", "20000,1", "50000,5"})
    void aCallerThatHasLongPauses(int perSecond, double percent) {
        long gap = SECOND / perSecond;
        long begin = 3 * SECOND;
        requireEstimates(percent, 0.3, watch -> (lastDue, lastEnded) -> {
            long next = lastEnded + gap;
            return next / begin % 2 == 0 ? next : (next / begin + 1) * begin;
        });
    }

    private static void requireEstimates(
            double percent, double halfWidth, Function<SimulatedWatch, SimulatedWatch.Calls> caller) {
        List<String> outside = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            SimulatedWatch watch = new SimulatedWatch(percent, CPUS, run);
            watch.run(10 * SECOND, caller.apply(watch));
            Estimate estimate = watch.estimate();
            String told = watch.calls() + " calls: " + estimate;
            assertThat(estimate.saturated()).as(told).isFalse();
            assertThat((estimate.high() - estimate.low()) / 2.0 / estimate.hits())
                    .as(told)
                    .isLessThan(halfWidth);
            if (watch.calls() < estimate.low() || watch.calls() > estimate.high()) {
                outside.add(told);
            }
        }
        assertThat(outside).as("outside of the interval").hasSizeLessThanOrEqualTo(RUNS * 3 / 20);
    }

    @ParameterizedTest
    @CsvSource({"1000000,5", "1000000,1", "10000000,1"})
    void aCallerThatSpendsItsTimeInTrapsIsNotEstimated(int perSecond, double percent) {
        long gap = SECOND / perSecond;
        SimulatedWatch watch = new SimulatedWatch(percent, CPUS, 1);
        watch.run(SECOND, (lastDue, lastEnded) -> lastEnded + gap);

        assertThat(watch.estimate()).isEqualTo(new Estimate(-1, -1, -1, true));
        assertThat(watch.largestShare(100_000_000)).isLessThanOrEqualTo(percent / 100 * CPUS + UNSEEN);
    }

    @ParameterizedTest
    @CsvSource({"1", "5"})
    void hitsTakeNoMoreThanTheBudgetInAnySpan(double percent) {
        SimulatedWatch watch = new SimulatedWatch(percent, CPUS, 1);
        watch.run(2 * SECOND, (lastDue, lastEnded) -> lastEnded);

        assertThat(watch.largestShare(100_000_000)).isLessThanOrEqualTo(percent / 100 * CPUS + UNSEEN);
        assertThat(watch.largestShare(SECOND)).isLessThanOrEqualTo(percent / 100 * CPUS + UNSEEN / 10);
        assertThat(watch.largestShare(SECOND)).isGreaterThan(percent / 100 * CPUS / 4);
    }

    @Test
    void whatStaysWithinTheBudgetIsCountedExactly() {
        SimulatedWatch watch = new SimulatedWatch(5, CPUS, 1);
        watch.run(5 * SECOND, (lastDue, lastEnded) -> lastDue + 1_000_000);

        assertThat(watch.isLimited()).isFalse();
        assertThat(watch.estimate()).isEqualTo(Estimate.exactly(watch.calls()));
    }

    @Test
    void whenTheCallsAbateNothingIsPausedAnyMore() {
        SimulatedWatch watch = new SimulatedWatch(5, CPUS, 1);
        watch.run(SECOND, (lastDue, lastEnded) -> lastEnded);
        assertThat(watch.isLimited()).isTrue();

        watch.run(20 * SECOND, (lastDue, lastEnded) -> lastEnded + 1_000_000);
        assertThat(watch.isLimited()).isFalse();
    }
}
