package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final int TID = 17;
    private static final int RUNS = 40;
    private static final int MOST_OUTSIDE = 6;
    private static final long TRAP = 10_000;

    private final HitCost cost = new HitCost();
    private final Exposure exposure = exposure();
    private long now = SECOND;

    @BeforeEach
    void trapsTakeNoTime() {
        cost.trapMeasured(1);
    }

    private Exposure exposure() {
        return new Exposure(cost, new RunQueue(tid -> OptionalLong.of(0)));
    }

    private void hits(int count, long everyNanos) {
        for (int i = 0; i < count; i++) {
            now += everyNanos;
            exposure.hit(TID, now);
        }
    }

    private Estimate estimate() {
        return exposure.extrapolate(now).with(exposure.hits(), 0);
    }

    @Test
    void whatWasOnAllTheTimeIsExact() {
        exposure.wanted(true, now);
        exposure.held(true, now);
        hits(3_000, MILLI);
        assertThat(estimate()).isEqualTo(Estimate.exactly(3_000));

        exposure.wanted(false, now);
        exposure.held(false, now);
        now += SECOND;
        assertThat(estimate()).as("nothing was wanted since").isEqualTo(Estimate.exactly(3_000));
        assertThat(exposure.onNanos(now)).isEqualTo(3 * SECOND);
        assertThat(exposure.wantedNanos(now)).isEqualTo(3 * SECOND);
    }

    @Test
    void whatItWaitedForItsFirstTurnIsNotObserved() {
        exposure.wanted(true, now);
        now += SECOND;
        exposure.held(true, now);
        hits(100, MILLI);
        assertThat(estimate()).isEqualTo(Estimate.exactly(100));
        assertThat(exposure.wantedNanos(now)).isEqualTo(100 * MILLI);
    }

    /** The budget is used up for long by hits that were noticed late. */
    @Test
    void whatSpentItsTimeInTrapsAndWasNotSeenSinceIsSaturated() {
        cost.trapMeasured(TRAP);
        exposure.wanted(true, now);
        exposure.held(true, now);
        now += 200 * MILLI;
        hits(100_000, TRAP + 1_000);
        exposure.paused(true, 0, now);
        now += SECOND;
        assertThat(estimate().saturated()).isTrue();
    }

    @Test
    void whereMostHitsWereLostNothingIsKnownOfTheTimeBetweenThem() {
        exposure.wanted(true, now);
        exposure.held(true, now);
        hits(100, MILLI);
        exposure.paused(true, 0, now);
        now += SECOND;
        Extrapolation ofPause = exposure.extrapolate(now);
        assertThat(ofPause.with(150, 50).saturated()).as("a third").isFalse();
        assertThat(ofPause.with(300, 200).saturated()).as("two thirds").isTrue();
        assertThat(Extrapolation.NOTHING.with(300, 200)).as("never paused").isEqualTo(Estimate.exactly(300));
    }

    /** An hour of silence says nothing of the load that comes after it. */
    @Test
    void timeThatWasSeenAsAWholeStandsForNoOther() {
        exposure.wanted(true, now);
        exposure.held(true, now);
        now += 3_600 * SECOND;
        hits(100, MILLI / 50);
        exposure.paused(true, 0, now);
        for (int i = 0; i < 100; i++) {
            now += 18 * MILLI;
            exposure.paused(false, 2 * MILLI, now);
            hits(20, MILLI / 10);
            exposure.paused(true, 0, now);
        }
        exposure.paused(false, 0, now);
        now += 3_600 * SECOND;

        long calls = 100 + 100 * 200;
        Estimate estimate = estimate();
        assertThat((double) estimate.hits()).isCloseTo((double) calls, Offset.offset(calls * 0.1));
        assertThat(calls).isBetween(estimate.low(), estimate.high());
    }

    /** A window of each 40 ms becomes longer only little by little when the load is over. */
    @Test
    void aLongWindowInSilenceStandsForNoMoreThanAShortOneUnderLoad() {
        exposure.wanted(true, now);
        exposure.paused(true, 0, now);
        exposure.held(true, now);
        for (int i = 0; i < 100; i++) {
            now += 39 * MILLI;
            exposure.paused(false, MILLI, now);
            hits(10, MILLI / 10);
            exposure.paused(true, 0, now);
        }
        for (int i = 0; i < 100; i++) {
            now += 20 * MILLI;
            exposure.paused(false, 20 * MILLI, now);
            now += 20 * MILLI;
            exposure.paused(true, 0, now);
        }
        assertThat((double) estimate().hits()).isCloseTo(40_000, Offset.offset(3_000.0));
    }

    /** In a window that ends at a burst there is nothing else. */
    @Test
    void windowsThatHitsEndEarlyAreSeenTogetherWithTheNextOnes() {
        exposure.wanted(true, now);
        exposure.held(true, now);
        exposure.paused(true, 0, now);
        for (int i = 0; i < 200; i++) {
            now += 30 * MILLI;
            exposure.paused(false, 10 * MILLI, now);
            if (i % 10 == 0) {
                hits(50, MILLI / 50);
            } else {
                now += 10 * MILLI;
            }
            exposure.paused(true, 0, now);
        }
        // 50 in the 91 ms that are seen until there is a burst again. One of 1 ms for itself would be told 30 times.
        double calls = 50.0 / 91 * (now - SECOND) / MILLI;
        assertThat((double) estimate().hits()).isBetween(calls, calls * 2);
    }

    @Test
    void theFirstBurstAloneSaysLittle() {
        exposure.wanted(true, now);
        exposure.held(true, now);
        hits(100, MILLI);
        exposure.paused(true, 0, now);
        now += 100 * MILLI;
        assertThat(estimate().low()).isGreaterThanOrEqualTo(100);
        assertThat(estimate().high()).isGreaterThan(200);
    }

    /** Turns of 100 ms, 2.4 s apart, in two minutes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 1_000, 5_000})
    void whatTakesTurnsIsToldByThem(int callsPerSecond) {
        List<String> outside = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            Random random = new Random(run);
            Exposure turns = exposure();
            turns.wanted(true, 0);
            long calls = 0;
            long call = 0;
            long hits = 0;
            for (long time = SECOND; time < 120 * SECOND; time += 2_500 * MILLI) {
                turns.held(true, time);
                for (; call < time + 2_500 * MILLI; calls++) {
                    if (call >= time && call < time + 100 * MILLI) {
                        turns.hit(TID, call);
                        hits++;
                    }
                    if (call < SECOND) {
                        calls--;
                    }
                    call += (long) (-Math.log(1 - random.nextDouble()) * 1e9 / callsPerSecond);
                }
                turns.held(false, time + 100 * MILLI);
            }
            Estimate estimate = turns.extrapolate(121 * SECOND).with(hits, 0);
            if (calls < estimate.low() || calls > estimate.high()) {
                outside.add(calls + " calls: " + estimate);
            }
        }
        assertThat(outside).hasSizeLessThanOrEqualTo(MOST_OUTSIDE);
    }

    /** In a turn in which nothing was seen for its cost there may have been as much as in others. */
    @Test
    void aTurnWithoutAWindowIsNone() {
        exposure.wanted(true, now);
        for (int i = 0; i < 20; i++) {
            exposure.paused(i % 2 == 1, 0, now);
            exposure.held(true, now);
            if (i % 2 == 0) {
                hits(100, MILLI);
            } else {
                now += 100 * MILLI;
            }
            exposure.held(false, now);
            now += 100 * MILLI;
        }
        assertThat((double) estimate().hits()).isCloseTo(4_000, Offset.offset(100.0));
    }
}
