package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.xwatch.perf.Breakpoint;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.Sampling;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final long MILLI = 1_000_000;
    private static final int TID = 17;
    private static final int TRAP = 10_000;
    private static final int CPUS = 2;
    /** As many as a pattern may find methods. */
    private static final int MANY = 5_000;

    private static final int LITTLE_BYTES = 4_096;

    private final HitCost cost = new HitCost();
    private final Exposure exposure = new Exposure(cost, new RunQueue(tid -> OptionalLong.of(0)));
    private final Throttle throttle = new Throttle(cost, exposure, () -> 0, this::now);
    private final Slot slot = new Slot(new SlotEvents(new PerfFeatures(true), Breakpoint.NOWHERE, Sampling.PLAIN));
    private final Budget budget = new Budget(1, CPUS);
    private long now = 1000 * MILLI;

    private long now() {
        return now;
    }

    @BeforeEach
    void itHasASlot() {
        cost.trapMeasured(TRAP);
        slot.take(throttle);
        exposure.wanted(true, now);
        exposure.held(true, now);
        begin();
    }

    private void nextTurn() {
        slot.leave();
        slot.take(throttle);
        begin();
    }

    private void tick(boolean allSeen) {
        throttle.tick(slot, allSeen, budget.rate(), budget, now);
    }

    private void limitByABurst() {
        for (int i = 0; i < 250; i++) {
            now += TRAP;
            throttle.hit(TID, now);
        }
        throttle.limit(slot, now);
    }

    private void begin() {
        throttle.begin(Objects.requireNonNull(slot.tenancy()), now);
    }

    @Test
    void theSilenceBeforeABurstIsNoMeasureOfIt() {
        now += 90 * MILLI;
        limitByABurst();
        now += MILLI;
        tick(true);
        tick(true);

        assertThat(throttle.isLimited()).isTrue();
        assertThat(throttle.dueNanos() - now).as("the first window").isBetween(MILLI / 10, MILLI);
    }

    /** Its last hits are still in a ring, and belong to the window. */
    @Test
    void noWindowOpensBeforeAllHitsOfTheLastOneAreTold() {
        now += 90 * MILLI;
        throttle.hit(TID, now - 1);
        throttle.limit(slot, now);
        for (int i = 0; i < 100; i++) {
            now += MILLI;
            tick(false);
        }
        assertThat(exposure.isOn()).isFalse();
        tick(true);
        tick(true);
        assertThat(exposure.isOn()).isTrue();
    }

    private void limitAndSettle() {
        throttle.hit(TID, now);
        now += MILLI;
        throttle.limit(slot, now);
        tick(true);
    }

    /** While the engine's thread changes the breakpoint it cannot be switched on. */
    @Test
    void whatCannotBeSwitchedOnForGoodIsTriedAgain() {
        limitAndSettle();
        slot.leave();
        throttle.unlimit(slot, now);
        assertThat(throttle.isLimited()).isTrue();
        assertThat(throttle.dueNanos()).isEqualTo(now + MILLI);

        slot.take(throttle);
        begin();
        throttle.unlimit(slot, now);
        assertThat(throttle.isLimited()).isFalse();
        assertThat(exposure.isOn()).isTrue();
    }

    @Test
    void aWindowThatCannotBeOpenedIsTriedAgainALittleLater() {
        limitAndSettle();
        slot.leave();
        tick(true);
        assertThat(throttle.dueNanos()).isEqualTo(now + MILLI);
    }

    /** What belongs to the turn before may still be in a ring. */
    @Test
    void aTurnOpensNoWindowBeforeAllIsSeen() {
        limitAndSettle();
        nextTurn();
        tick(false);
        tick(false);
        assertThat(exposure.isOn()).isFalse();
        tick(true);
        assertThat(exposure.isOn())
                .as("those that this round has not looked for")
                .isFalse();
        now += MILLI;
        tick(true);
        tick(true);
        assertThat(exposure.isOn()).isTrue();
    }

    /** It was taken away and given back since the draining thread looked: what is on must not be taken for off. */
    @Test
    void whatTheNextTurnHasIsNotSwitchedByWhoKnowsTheLastOne() {
        throttle.hit(TID, now);
        slot.leave();
        slot.take(throttle);
        throttle.limit(slot, now);
        assertThat(throttle.isLimited()).as("it is on, as it was taken").isFalse();

        begin();
        throttle.hit(TID, now);
        throttle.limit(slot, now);
        assertThat(throttle.isLimited()).isTrue();
        assertThat(exposure.isOn()).isFalse();
    }

    @Test
    void whatCannotBeLimitedIsTriedAgainUntilItNeedNotBe() {
        throttle.hit(TID, now);
        slot.leave();
        throttle.limit(slot, now);
        assertThat(throttle.dueNanos()).isEqualTo(now + MILLI);

        tick(true);
        assertThat(throttle.dueNanos()).isEqualTo(Long.MAX_VALUE);
    }

    /** It ended before all hits of its last window were read: they are what the next windows are laid by. */
    @Test
    void aWindowOfTheTurnBeforeIsAMeasureOfTheNextOnes() {
        limitByABurst();
        nextTurn();
        now += MILLI;
        tick(true);
        tick(true);
        assertThat(throttle.dueNanos() - now).isBetween(MILLI / 10, MILLI);
    }

    @Test
    void whatIsNotHitTakesLittleOfTheHeap() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Throttle> many = new ArrayList<>(MANY);
        RunQueue queue = new RunQueue(tid -> OptionalLong.of(0));
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MANY; i++) {
            many.add(new Throttle(cost, new Exposure(cost, queue), () -> 0, this::now));
        }
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(many).hasSize(MANY);
        assertThat(taken / MANY).isBetween(1L, (long) LITTLE_BYTES);
    }
}
