package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.xwatch.perf.Kernel;
import dev.xwatch.perf.Reading;
import dev.xwatch.sys.CodePage;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two threads hit a breakpoint as fast as they can. */
class SaturatedRingTest {
    private static final int THREADS = 2;
    private static final int SMALLEST_RING_PAGES = 1;
    private static final long HITS_FOR_A_DUPLICATE = 10_000;

    /** As long as it is to be shown, 30 for example; else it is short, and does not ask the machine to have time for it. */
    private static final Optional<Long> SECONDS = Optional.ofNullable(Long.getLong("xwatch.saturation.seconds"));

    private static final long NANOS = SECONDS.orElse(2L) * 1_000_000_000;

    /** Both threads' records find room in one ring of 512 KiB, even if nobody reads it meanwhile. */
    private static final int CALLS_IN_A_BURST = 5_000;

    private static final int BURSTS = 20;

    private static final long MOST_NANOS_UNTIL_TOLD = 60_000_000_000L;

    @BeforeEach
    void requireBreakpoints() {
        Kernel.requireBreakpoints();
    }

    @Test
    void whatTheSmallestRingLosesIsCountedTwoWaysThatAgree() throws Exception {
        try (CodePage code = CodePage.map();
                Callers callers = new Callers(code, THREADS);
                ReadingRig rig = new ReadingRig(SMALLEST_RING_PAGES)) {
            Slot slot = rig.arm(code.address(0));
            callers.callFor(NANOS);
            rig.flush();
            requireAddUp(rig, slot, callers);

            // The kernel tells of losses in the next record that has room: there has to be one on each CPU.
            assertThat(lost(slot)).isPositive();
            long end = System.nanoTime() + MOST_NANOS_UNTIL_TOLD;
            while (rig.counters.lostRecords() < lost(slot) && System.nanoTime() < end) {
                callers.callEach(10);
                rig.flush();
            }

            assertThat(rig.counters.lostRecords()).as("of PERF_RECORD_LOST").isEqualTo(lost(slot));
            requireAddUp(rig, slot, callers);
        }
    }

    @Test
    void aRingOfTheUsualSizeLosesNothing() throws Exception {
        try (CodePage code = CodePage.map();
                Callers callers = new Callers(code, THREADS);
                ReadingRig rig = new ReadingRig()) {
            Slot slot = rig.arm(code.address(0));
            if (SECONDS.isPresent()) {
                callers.callFor(NANOS);
            } else {
                for (int i = 0; i < BURSTS; i++) {
                    callers.callEach(CALLS_IN_A_BURST);
                    rig.flush();
                }
            }
            rig.flush();

            assertThat(lost(slot)).isZero();
            requireAddUp(rig, slot, callers);
        }
    }

    private static long lost(Slot slot) throws Exception {
        Reading reading = slot.count();
        assumeTrue(reading.lost().isPresent(), "this kernel has no PERF_FORMAT_LOST");
        return reading.lost().getAsLong();
    }

    /** hits = recorded - duplicates + lost + discarded, with hardly any duplicate. */
    private static void requireAddUp(ReadingRig rig, Slot slot, Callers callers) throws Exception {
        long hits = slot.count().count();
        long recorded = rig.counters.recorded();
        long duplicates = recorded + lost(slot) + rig.counters.discarded() - hits;
        System.out.printf(
                "saturated: %d calls, %d hits, %d recorded, %d lost, %d discarded, %d duplicates%n",
                callers.calls(), hits, recorded, lost(slot), rig.counters.discarded(), duplicates);

        assertThat(hits).isEqualTo(callers.calls());
        assertThat(rig.counters.discarded()).isZero();
        assertThat(duplicates).isBetween(0L, Math.max(1, hits / HITS_FOR_A_DUPLICATE));
    }
}
