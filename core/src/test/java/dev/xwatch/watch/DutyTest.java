package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DutyTest {
    private static final long MILLI = 1_000_000;
    private static final long PERIOD = Duty.SHORTEST_PERIOD_NANOS;
    private static final double PLENTY = 1000.0 * MILLI;
    private static final double ALLOWED = 0.05;

    @Test
    void aWindowIsAsLongAsItsHitsMayCost() {
        Duty duty = new Duty(() -> 0);
        duty.closed(10 * MILLI, 5 * MILLI, 0);

        duty.next(ALLOWED, PLENTY, 0);

        assertThat(duty.demand()).isEqualTo(0.5);
        assertThat(duty.windowNanos()).isEqualTo(PERIOD * 3 / 40);
        assertThat(duty.expectedSpending()).isCloseTo(0.75 * ALLOWED * PERIOD, Offset.offset(1.0));
    }

    @Test
    void itIsShorterWhereHitsAreUneven() {
        Duty duty = new Duty(() -> 0);
        duty.closed(10 * MILLI, 0, 0);
        duty.closed(10 * MILLI, 6 * MILLI, 0);
        duty.next(ALLOWED, PLENTY, 0);

        assertThat(duty.demand()).as("the mean").isEqualTo(0.3);
        assertThat(duty.windowNanos() * 0.6).as("at its worst").isCloseTo(0.75 * ALLOWED * PERIOD, Offset.offset(1.0));
    }

    @Test
    void itLiesAnywhereInItsPeriodAndPeriodsFollowOneAnother() {
        double[] random = {0};
        Duty duty = new Duty(() -> random[0]);
        duty.closed(10 * MILLI, 5 * MILLI, 0);

        assertThat(duty.next(ALLOWED, PLENTY, 1000)).isEqualTo(1000);
        random[0] = 1;
        assertThat(duty.next(ALLOWED, PLENTY, 5 * MILLI)).isEqualTo(1000 + PERIOD + PERIOD * 37 / 40);
    }

    @Test
    void aPeriodThatWasMissedIsNotMadeUpFor() {
        Duty duty = new Duty(() -> 0);
        duty.closed(10 * MILLI, 5 * MILLI, 0);
        duty.next(ALLOWED, PLENTY, 0);

        assertThat(duty.next(ALLOWED, PLENTY, 10 * PERIOD)).isEqualTo(10 * PERIOD);
    }

    @Test
    void itIsNotLongerThanWhatCanBeSpentAtOnce() {
        Duty duty = new Duty(() -> 0);
        duty.closed(10 * MILLI, 10 * MILLI, 0);

        duty.next(ALLOWED, MILLI, 0);

        assertThat(duty.windowNanos()).isEqualTo(MILLI);
    }

    @Test
    void periodsAreLongerWhereSwitchingIsDear() {
        Duty duty = new Duty(() -> 0);
        duty.closed(10 * MILLI, 10 * MILLI, 5 * MILLI);

        duty.next(ALLOWED, PLENTY, 0);

        double part = duty.switchingNanos() / (ALLOWED * duty.periodNanos());
        assertThat(part).isBetween(0.24, 0.26);
        assertThat(duty.windowNanos() * duty.demand() + duty.switchingNanos())
                .isLessThanOrEqualTo(ALLOWED * duty.periodNanos());
    }

    @Test
    void oneQuietWindowDoesNotEndTheLimit() {
        Duty duty = new Duty(() -> 0);
        for (int i = 0; i < 100; i++) {
            duty.closed(10 * MILLI, MILLI, 0);
        }
        duty.closed(10 * MILLI, 0, 0);
        assertThat(duty.fits(ALLOWED)).isFalse();

        for (int i = 0; i < 100; i++) {
            duty.closed(10 * MILLI, 0, 0);
        }
        assertThat(duty.fits(ALLOWED)).isTrue();
    }
}
