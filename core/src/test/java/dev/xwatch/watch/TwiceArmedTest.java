package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.perf.CpuRing;
import dev.xwatch.perf.Kernel;
import dev.xwatch.perf.PerfRecord;
import dev.xwatch.sys.CodePage;
import dev.xwatch.sys.Linux;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TwiceArmedTest {
    private static final int CALLS = 1000;

    private final TwiceArmed twice = new TwiceArmed();

    private boolean isRepeated(long id, int tid, long time, int cpu) {
        return twice.isRepeated(new PerfRecord.Sample(id, 0x7f00, 1, tid, time, cpu, null));
    }

    @Test
    void hitsOfOneEventAreEachOnTheirOwn() {
        assertThat(isRepeated(7, 1, 1000, 0)).isFalse();
        assertThat(isRepeated(7, 1, 1001, 0)).isFalse();
        assertThat(twice.superfluous()).isEmpty();
    }

    @Test
    void otherThreadsOtherCpusAndOtherTimesHaveEventsOfTheirOwn() {
        assertThat(isRepeated(7, 1, 1000, 0)).isFalse();
        assertThat(isRepeated(8, 2, 1001, 0)).isFalse();
        assertThat(isRepeated(9, 2, 1002, 1)).isFalse();
        assertThat(isRepeated(10, 2, 5_000_000, 0)).isFalse();
        assertThat(twice.superfluous()).isEmpty();
    }

    @Test
    void ofTwoEventsThatTellOfOneHitTheLaterIsOneTooMany() {
        assertThat(isRepeated(7, 1, 1000, 0)).isFalse();
        assertThat(isRepeated(8, 1, 1500, 0)).isTrue();
        assertThat(twice.superfluous()).containsExactly(8L);

        assertThat(isRepeated(7, 1, 9000, 0)).isFalse();
        assertThat(isRepeated(8, 1, 9500, 0)).isTrue();
    }

    @Test
    void whicheverIsTold() {
        assertThat(isRepeated(8, 1, 1000, 0)).isFalse();
        assertThat(isRepeated(7, 1, 1500, 0)).isTrue();
        assertThat(twice.superfluous()).containsExactly(8L);

        assertThat(isRepeated(8, 1, 9000, 0)).isTrue();
        assertThat(isRepeated(7, 1, 9500, 0)).isFalse();
        // Nor is the next hit of the one that stays one of the pair.
        assertThat(isRepeated(7, 1, 9600, 0)).isFalse();
    }

    @Test
    void aThreadThatInheritedAnEventAndWasGivenOneCountsOnce() throws Exception {
        Kernel.requireBreakpoints();
        ExecutorService creator = Executors.newSingleThreadExecutor();
        try (CodePage code = CodePage.map();
                Callers callers = new Callers(code, 1)) {
            creator.submit(() -> {}).get(); // there before the slot is
            try (ReadingRig rig = new ReadingRig()) {
                Slot slot = rig.arm(code.address(0));
                CompletableFuture<Integer> tid = new CompletableFuture<>();
                CompletableFuture<Boolean> armed = new CompletableFuture<>();
                Thread heir = creator.submit(() -> {
                            Thread thread = new Thread(() -> {
                                tid.complete(Linux.gettid());
                                armed.join();
                                for (int i = 0; i < CALLS; i++) {
                                    code.call(0);
                                }
                            });
                            thread.start();
                            return thread;
                        })
                        .get();
                for (CpuRing ring : rig.rings) {
                    slot.events().open(tid.get(), ring, true);
                }
                armed.complete(true);
                heir.join();
                callers.callEach(CALLS);
                rig.flush();

                assertThat(slot.count().count()).isEqualTo(2 * CALLS);
                // The kernel itself writes a record twice now and then.
                assertThat(rig.counters.recorded()).isBetween(2L * CALLS, 2L * CALLS + 1);
            }
        } finally {
            creator.shutdown();
        }
    }
}
