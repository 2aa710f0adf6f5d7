package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WindowStatisticsTest {
    private static final long TRAP = 10_000;
    private static final long MILLI = 1_000_000;
    private static final long PERIOD = 1000 * MILLI;
    private static final int TID = 17;

    private final HitCost cost = new HitCost();
    private long waited;
    private final WindowStatistics statistics =
            new WindowStatistics(cost, new RunQueue(tid -> OptionalLong.of(waited)));

    @BeforeEach
    void aTrapCosts() {
        cost.trapMeasured(TRAP);
    }

    /** Of 10 ms, once a second. */
    private void add(int number, int hits, long firstNanos, long gapNanos) {
        Window window = new Window(0, number * PERIOD, 10 * MILLI, statistics.beat());
        for (int i = 0; i < hits; i++) {
            window.hit(TID, number * PERIOD + firstNanos + i * gapNanos, cost);
        }
        window.close(number * PERIOD + 10 * MILLI, false);
        statistics.add(window);
        statistics.paused(10 * MILLI);
    }

    private Estimate estimate() {
        return statistics.extrapolate().with(0, 0);
    }

    @Test
    void aThreadThatWaitsForACpuIsSaturatedByFewHits() {
        add(0, 100, 0, MILLI / 10);
        assertThat(estimate().saturated()).as("a tenth of its time").isFalse();

        for (int i = 1; i < 5; i++) {
            waited += PERIOD * 9 / 10;
            add(i, 100, 0, MILLI / 10);
        }
        assertThat(estimate().saturated()).as("all the time that it has").isTrue();
    }

    @Test
    void runsThatTheEndOfAWindowCutsAreLonger() {
        for (int i = 0; i < 50; i++) {
            add(i, 20, 2 * MILLI, TRAP);
            add(i, 20, 4 * MILLI, TRAP);
            add(i, 20, 6 * MILLI, TRAP);
        }
        long whole = estimate().hits();
        assertThat((double) whole).isCloseTo(3000 * 1.03, Offset.offset(100.0));

        add(50, 10, 10 * MILLI - 10 * TRAP, TRAP);
        assertThat(estimate().saturated()).isFalse();
        assertThat(estimate().high()).isGreaterThan(estimate().hits());
    }

    @Test
    void whereMostRunsAreCutNothingCanBeTold() {
        for (int i = 0; i < 50; i++) {
            add(i, 100, 9 * MILLI, TRAP);
        }
        assertThat(estimate()).isEqualTo(new Estimate(-1, -1, -1, true));
    }

    /** Half as much again as the shortest do. By those it would be in traps for less than half of its time. */
    @Test
    void whoDoesNothingButCallIsSaturatedEvenWhereTrapsTakeLonger() {
        for (int i = 0; i < 50; i++) {
            add(i, 430, 0, TRAP * 3 / 2 + i % 7 * 100L);
        }
        assertThat(estimate()).isEqualTo(new Estimate(-1, -1, -1, true));
    }

    /** Of a window of 80 ms its calls take only 3, but at the end. */
    @Test
    void whoCallsOnAndOnWhenItEndsAWindowIsSaturated() {
        for (boolean byHits : new boolean[] {false, true}) {
            Window window = new Window(0, PERIOD, 0, statistics.beat());
            for (int i = 0; i < 300; i++) {
                window.hit(TID, PERIOD + 70 * MILLI + i * TRAP, cost);
            }
            // Whoever closes it is slow, and takes the thread's CPU meanwhile.
            window.close(PERIOD + 80 * MILLI, byHits);
            statistics.add(window);
            statistics.paused(byHits ? PERIOD : 1);
            assertThat(estimate().saturated()).isEqualTo(byHits);
        }
    }

    @Test
    void theTimeThatAThreadIsKeptFromItsCpuByWhoClosesItsWindowIsNotItsOwn() {
        for (boolean known : new boolean[] {false, true}) {
            for (int i = 0; i < 20; i++) {
                long begin = (known ? 100 + i : i) * PERIOD;
                Window window = new Window(0, begin, MILLI, statistics.beat());
                for (int hit = 0; hit < 100; hit++) {
                    window.hit(TID, begin + hit * TRAP, cost);
                }
                if (known) {
                    window.closing(begin + MILLI);
                }
                window.close(begin + 4 * MILLI, false);
                statistics.add(window);
                statistics.paused(known ? PERIOD : 1);
            }
            assertThat(estimate().saturated()).isEqualTo(known);
        }
    }

    /** It waits for a CPU for half of the time, and as long for who closes the window. */
    @Test
    void whoCallsAFewTimesInAWindowIsNotSaturatedHoweverLongItWaited() {
        for (int i = 0; i < 20; i++) {
            waited += PERIOD / 2;
            Window window = new Window(0, i * PERIOD, MILLI, statistics.beat());
            for (int hit = 0; hit < 4; hit++) {
                window.hit(TID, i * PERIOD + hit * TRAP, cost);
            }
            window.closing(i * PERIOD + MILLI / 2);
            window.close(i * PERIOD + MILLI, false);
            statistics.add(window);
            statistics.paused(MILLI);
        }
        assertThat(estimate().saturated()).isFalse();
    }

    @Test
    void whatAClockedCallerIsLateWithIsAdded() {
        long beat = 2 * TRAP;
        for (int i = 0; i < 50; i++) {
            Window window = new Window(0, i * PERIOD, 10 * MILLI, statistics.beat());
            long time = i * PERIOD;
            for (int hit = 0; hit < 300; hit++) {
                window.hit(TID, time, cost);
                time += beat + (hit % 2 == 0 ? 50 : -50);
            }
            // It is held up by 2 ms, and has made up for half of that: a hundred calls in the time of fifty.
            time += 2 * MILLI;
            while (time < i * PERIOD + 9 * MILLI) {
                window.hit(TID, time, cost);
                time += TRAP;
            }
            window.close(i * PERIOD + 9 * MILLI, false);
            statistics.add(window);
            statistics.paused(9 * MILLI);
        }
        assertThat((double) estimate().hits()).isCloseTo(50 * 450.0, Offset.offset(300.0));
    }
}
