package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {
    /** From hits over the budget to windows, and from those to what was not seen. */
    @Test
    void itGoesAllTheWay() {
        Extrapolation inferred = Rehearsal.hold(() -> 0);

        assertThat(inferred.seen()).isPositive();
        assertThat(inferred.high()).isGreaterThan(inferred.low());
        assertThat(inferred.with(0, 0).saturated())
                .as("half of the time in traps")
                .isFalse();
    }
}
