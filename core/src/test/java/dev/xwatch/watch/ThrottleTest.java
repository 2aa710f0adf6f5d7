package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.perf.Breakpoint;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.Sampling;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final long MILLI = 1_000_000;
    private static final int TID = 17;
    private static final int TRAP = 10_000;
    private static final int CPUS = 2;

    private final HitCost cost = new HitCost();
    private final Exposure exposure = new Exposure(cost, new RunQueue(tid -> OptionalLong.of(0)));
    private final Throttle throttle = new Throttle(cost, exposure, () -> 0, this::now);
    private final Slot slot = new Slot(new SlotEvents(new PerfFeatures(true), Breakpoint.NOWHERE, Sampling.PLAIN));
    private final Budget budget = new Budget(1, CPUS);
    private long now = 1000 * MILLI;

    private long now() {
        return now;
    }

    @Test
    void theSilenceBeforeABurstIsNoMeasureOfIt() {
        cost.trapMeasured(TRAP);
        slot.take(throttle);
        exposure.wanted(true, now);
        exposure.held(true, now);
        throttle.begin(1, now);
        now += 90 * MILLI;
        for (int i = 0; i < 250; i++) {
            now += TRAP;
            throttle.hit(TID, now);
        }
        throttle.limit(slot, now);
        now += MILLI;
        throttle.tick(slot, true, budget.rate(), budget, now);
        throttle.tick(slot, true, budget.rate(), budget, now);

        assertThat(throttle.isLimited()).isTrue();
        assertThat(throttle.dueNanos() - now).as("the first window").isBetween(MILLI / 10, MILLI);
    }

    /** Its last hits are still in a ring, and belong to the window. */
    @Test
    void noWindowOpensBeforeAllHitsOfTheLastOneAreTold() {
        cost.trapMeasured(TRAP);
        slot.take(throttle);
        exposure.wanted(true, now);
        exposure.held(true, now);
        throttle.begin(1, now);
        now += 90 * MILLI;
        throttle.hit(TID, now - 1);
        throttle.limit(slot, now);
        for (int i = 0; i < 100; i++) {
            now += MILLI;
            throttle.tick(slot, false, budget.rate(), budget, now);
        }
        assertThat(exposure.isOn()).isFalse();
        throttle.tick(slot, true, budget.rate(), budget, now);
        throttle.tick(slot, true, budget.rate(), budget, now);
        assertThat(exposure.isOn()).isTrue();
    }
}
