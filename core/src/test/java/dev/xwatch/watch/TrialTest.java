package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.perf.SelfTest;
import org.junit.jupiter.api.Test;

class TrialTest {
    @Test
    void whereNothingIsEverHitNothingIsWatched() {
        assertThat(Trial.defect(new SelfTest(100, 0, 0, 120, 10)))
                .contains("of 100 calls", "0 were counted", "never hit", "Fix: run on bare metal", "See: docs/");
    }

    @Test
    void whereHitsAreCountedAllIsWell() {
        assertThat(Trial.defect(new SelfTest(100, 100, 100, 120, 9000))).isEmpty();
    }
}
