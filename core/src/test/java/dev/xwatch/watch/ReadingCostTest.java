package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReadingCostTest {
    private static final long TENTH = 100_000_000;

    private final HitCost cost = new HitCost();
    private long cpu = 7;
    private long now = TENTH;
    private final ReadingCost reading = new ReadingCost(() -> cpu, cost);

    ReadingCostTest() {
        reading.add(1, now);
    }

    private double tenth(int hits, long cpuNanos) {
        cpu += cpuNanos;
        now += TENTH;
        return reading.add(hits, now);
    }

    @Test
    void theCpuTimeOfReadersIsSharedByTheHitsThatTheyRead() {
        tenth(300, 1000 * 300);

        assertThat(cost.reading()).isEqualTo(1000);
        assertThat(cost.total()).isEqualTo(cost.trap() + 1000.0);
    }

    @Test
    void aFewHitsTellNothing() {
        tenth(3, 1_000_000);

        assertThat(cost.reading()).isZero();
    }

    @Test
    void whatIsThereWithoutHitsIsNotTheirs() {
        for (int i = 0; i < 20; i++) {
            tenth(i % 5 == 0 ? 1000 : 30, 2_000_000 + 1000 * (i % 5 == 0 ? 1000 : 30));
        }

        assertThat(cost.reading())
                .as("of 1,000, and 2,000 more of what is there")
                .isBetween(2_900.0, 3_500.0);
    }

    @Test
    void allIsReckonedWhatIsNotTheHitsToo() {
        double besides = tenth(1000, 4_000_000); // they were reckoned for nothing yet
        for (int i = 0; i < 10; i++) {
            besides += 30 * cost.reading() + tenth(30, 3_000_000);
        }

        assertThat(besides).isCloseTo(4_000_000 + 10 * 3_000_000, within(1.0));
    }

    @Test
    void switchingIsReckonedElsewhere() {
        reading.switched(30_000);

        assertThat(tenth(100, 30_000 + 100 * 500)).isEqualTo(100 * 500);
        assertThat(cost.reading()).isEqualTo(500);
    }

    @Test
    void switchingThatWasMoreThanAllElseSaysNothingOfReading() {
        tenth(100, 100 * 500);
        reading.switched(3_000_000);
        tenth(100, 3_000_100);

        assertThat(cost.reading()).isEqualTo(500);
    }

    @Test
    void hitsThatHaveBecomeDearerAreBelievedSoon() {
        tenth(1000, 1000 * 1000);
        for (int i = 0; i < 40; i++) {
            tenth(1000, 4000 * 1000);
        }

        assertThat(cost.reading()).isBetween(3_800.0, 4_000.0);
    }
}
