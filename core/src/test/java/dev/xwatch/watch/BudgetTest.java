package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final long MILLI = 1_000_000;
    private static final Offset<Double> NANO = Offset.offset(1.0);
    private static final long PART = 5 * MILLI;

    private final Budget budget = new Budget(5, 2);

    @Test
    void trapsMayTakeTheirPartOfATenthOfASecondAtOnce() {
        assertThat(budget.capacity()).isCloseTo(10.0 * MILLI, NANO);
        budget.spend(10 * MILLI, 0, -7);
        assertThat(budget.isOverdrawn(-7)).isFalse();
        budget.spend(1, 0, -7);
        assertThat(budget.isOverdrawn(-7)).isTrue();
    }

    @Test
    void whatTrapsTookIsForgottenAfterATenthOfASecondAndNotBefore() {
        budget.spend(11 * MILLI, 0, 3 * MILLI);

        assertThat(budget.isOverdrawn(103 * MILLI)).isTrue();
        long affordable = budget.whenLeft(MILLI, 0, 4 * MILLI);
        assertThat(affordable).isBetween(103 * MILLI, 103 * MILLI + PART);
        assertThat(budget.isOverdrawn(affordable)).isFalse();
    }

    @Test
    void asMuchComesBackAsIsNeeded() {
        budget.spend(4 * MILLI, 0, 0);
        budget.spend(6 * MILLI, 0, 50 * MILLI);

        assertThat(budget.whenLeft(3 * MILLI, 0, 60 * MILLI)).isEqualTo(105 * MILLI);
        assertThat(budget.whenLeft(5 * MILLI, 0, 60 * MILLI)).isEqualTo(155 * MILLI);
        assertThat(budget.whenLeft(50 * MILLI, 0, 60 * MILLI)).isEqualTo(155 * MILLI);
        assertThat(budget.whenLeft(MILLI, 0, 500 * MILLI)).isEqualTo(500 * MILLI);
    }

    @Test
    void readingIsPaidForOverASecond() {
        budget.spend(MILLI, 99 * MILLI, 0);
        assertThat(budget.isOverdrawn(0)).isFalse();
        budget.spend(0, MILLI, 500 * MILLI);
        assertThat(budget.isOverdrawn(500 * MILLI)).isTrue();
        assertThat(budget.isOverdrawn(1050 * MILLI)).isFalse();
    }

    @Test
    void upkeepIsPaidForTooButLeavesSomeForHits() {
        budget.keepUp(40 * MILLI, 0);
        budget.keepUp(1000 * MILLI, 0);
        budget.spend(0, 29 * MILLI, 0);
        assertThat(budget.isOverdrawn(0)).isFalse();
        budget.spend(0, 2 * MILLI, 0);
        assertThat(budget.isOverdrawn(0)).isTrue();
    }

    @Test
    void itCanBeSwitchedOffAndOnAgain() {
        budget.set(0);
        assertThat(budget.isOff()).isTrue();
        budget.spend(1, 1, 0);
        assertThat(budget.isOverdrawn(0)).isFalse();
        budget.set(-1);
        assertThat(budget.percent()).isZero();
        budget.set(1);
        assertThat(budget.isOff()).isFalse();
        assertThat(budget.percent()).isEqualTo(1);
    }
}
