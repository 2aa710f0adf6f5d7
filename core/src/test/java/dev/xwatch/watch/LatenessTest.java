package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LatenessTest {
    private static final long BEAT = 20_000;
    private static final long TRAP = 13_000;
    private final Lateness lateness = new Lateness(BEAT);

    private void gaps(int count, long nanos) {
        for (int i = 0; i < count; i++) {
            lateness.gap(nanos);
        }
    }

    @Test
    void whoIsInStepIsNotLate() {
        gaps(50, BEAT + 300);
        assertThat(lateness.calls(BEAT / 2, BEAT / 2)).isZero();
    }

    /** The window's end takes three times as long as a call. */
    @Test
    void whoIsInStepGoesOnWhileTheBreakpointIsSwitchedOff() {
        gaps(50, BEAT);
        assertThat(lateness.calls(BEAT / 2 + 3 * BEAT, BEAT / 2)).isEqualTo(3);
        assertThat(lateness.calls(5 * BEAT, 2 * BEAT))
                .as("it has come to rest before")
                .isZero();
        assertThat(lateness.calls(-5 * BEAT, -6 * BEAT))
                .as("hits of the next turn")
                .isZero();
    }

    @Test
    void whoWasKeptFromTheCpuMakesUpForItCallByCall() {
        gaps(20, BEAT);
        gaps(1, BEAT + 1_000_000);
        gaps(10, TRAP);
        assertThat(lateness.calls(0, 0)).isCloseTo((1_000_000 - 10 * 7_000) / 20_000.0, Offset.offset(0.1));
        assertThat(lateness.calls(40_000, 40_000)).as("nor calls at the end").isCloseTo(48.5, Offset.offset(0.1));

        gaps(140, TRAP);
        assertThat(lateness.calls(0, 0)).as("back in step").isZero();
    }

    @Test
    void whoIsHeldUpAtEachCallIsLaterAndLater() {
        gaps(40, 3 * BEAT);
        assertThat(lateness.calls(0, 0)).isCloseTo(80, Offset.offset(0.1));
    }

    @Test
    void whoGoesOnInStepWasAtRest() {
        gaps(20, BEAT);
        gaps(1, 100 * BEAT);
        gaps(6, BEAT);
        assertThat(lateness.calls(0, 0)).isZero();
    }

    @Test
    void shortlyAfterwardsARestIsTakenForNoDelay() {
        gaps(20, BEAT);
        gaps(1, 100 * BEAT);
        gaps(2, TRAP);
        assertThat(lateness.calls(0, 0)).isZero();
    }

    @Test
    void whereThereIsNoBeatNobodyIsLate() {
        Lateness unknown = new Lateness(0);
        for (int i = 0; i < 20; i++) {
            unknown.gap(BEAT);
        }
        assertThat(unknown.calls(BEAT, BEAT)).isZero();
    }
}
