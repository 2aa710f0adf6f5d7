package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadingCostTest {
    private static final long TENTH = 100_000_000;

    private final HitCost cost = new HitCost();
    private long cpu = 7;
    private final ReadingCost reading = new ReadingCost(() -> cpu, cost);

    @Test
    void theCpuTimeOfReadersIsSharedByTheHitsThatTheyRead() {
        reading.add(1, TENTH);
        cpu += 1000 * 300;
        reading.add(300, 2 * TENTH);

        assertThat(cost.reading()).isEqualTo(1000);
        assertThat(cost.total()).isEqualTo(cost.trap() + 1000.0);
    }

    @Test
    void aFewHitsTellNothing() {
        reading.add(1, TENTH);
        cpu += 1_000_000;
        reading.add(3, 2 * TENTH);

        assertThat(cost.reading()).isZero();
    }
}
