package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HitCostTest {
    private static final int MANY = 5000;

    private final HitCost cost = new HitCost();

    @BeforeEach
    void measured() {
        cost.trapMeasured(14_000);
    }

    private void gaps(long... nanos) {
        for (int i = 0; i < MANY; i++) {
            cost.gap(nanos[i % nanos.length]);
        }
    }

    @Test
    void hitsThatFollowEachOtherFasterShowThatATrapIsShorter() {
        gaps(20_000, 20_000, 20_000, 10_000);

        assertThat(cost.shortTrap()).isEqualTo(11_000);
    }

    @Test
    void aBudgetGoesByWhatWasMeasured() {
        gaps(10_000);

        assertThat(cost.trap()).isEqualTo(14_000);
    }

    @Test
    void hitsThatAreFarApartShowNothing() {
        gaps(20_000, 1_000_000);

        assertThat(cost.shortTrap()).isEqualTo(14_000);
    }

    @Test
    void whatIsATrapShorterByChanceIsLeftAlone() {
        gaps(12_000);

        assertThat(cost.shortTrap()).isEqualTo(14_000);
    }

    @Test
    void hitsRecordedTwiceAreNoneThatFollow() {
        gaps(0, 20_000, 300, 20_000);

        assertThat(cost.shortTrap()).isEqualTo(14_000);
    }
}
