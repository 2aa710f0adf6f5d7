package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineUpkeepTest {
    private static final long MILLI = 1_000_000;
    private static final long SPENT = 20 * MILLI;

    private final Budget budget = new Budget(5, 2);
    private final EngineUpkeep upkeep = new EngineUpkeep(budget);
    private final OwnCpuTime cpuTime = new OwnCpuTime();
    private long now = System.nanoTime();

    private void work(boolean armed) {
        long begin = cpuTime.nanos();
        while (cpuTime.nanos() - begin < SPENT) {
            Thread.onSpinWait();
        }
        now += 100 * MILLI;
        upkeep.tick(armed, now);
    }

    private boolean isOverdrawnWith(long nanos) {
        budget.spend(0, (double) nanos, now);
        return budget.isOverdrawn(now);
    }

    @Test
    void whatTheThreadDoesWhileAnythingIsArmedIsPaid() {
        work(true);
        work(true);

        assertThat(isOverdrawnWith(100 * MILLI - SPENT)).isTrue();
    }

    @Test
    void whatItDidBeforeAndWithNothingArmedIsNot() {
        work(true);
        work(false);
        work(true);

        assertThat(isOverdrawnWith(100 * MILLI - 1)).isFalse();
    }
}
