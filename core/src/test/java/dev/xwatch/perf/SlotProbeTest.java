package dev.xwatch.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.xwatch.procfs.Cpus;
import dev.xwatch.sys.Errno;
import dev.xwatch.sys.Linux;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlotProbeTest {
    private static final Breakpoint PARKED = new Breakpoint(0x1000, 8, AccessMode.X);

    private final PerfFeatures features = new PerfFeatures(false);

    @BeforeEach
    void requireBreakpoints() {
        Kernel.requireBreakpoints();
    }

    @Test
    void eachEventTakesOneUntilNoneIsLeft() throws SyscallException {
        int free = SlotProbe.freeSlots(0, -1);
        assertThat(free).isBetween(1, SlotProbe.SLOTS);
        List<PerfEvent> events = new ArrayList<>();
        try {
            for (int left = free - 1; left >= 0; left--) {
                events.add(PerfEvent.breakpoint(PARKED, false, features, 0, -1));
                assertThat(SlotProbe.freeSlots(0, -1)).isEqualTo(left);
            }
            SyscallException refusal = catchThrowableOfType(
                    SyscallException.class, () -> events.add(PerfEvent.breakpoint(PARKED, false, features, 0, -1)));
            assertThat(refusal.errno()).isEqualTo(Errno.ENOSPC);
        } finally {
            events.forEach(PerfEvent::close);
        }
        assertThat(SlotProbe.freeSlots(0, -1)).isEqualTo(free);
    }

    @Test
    void theEventsOfAllCpusTogetherTakeOne() throws IOException {
        int free = SlotProbe.freeSlots(0, 0);
        List<PerfEvent> events = new ArrayList<>();
        try {
            for (int cpu : Cpus.online()) {
                events.add(PerfEvent.breakpoint(PARKED, false, features, 0, cpu));
            }
            for (int cpu : Cpus.online()) {
                assertThat(SlotProbe.freeSlots(0, cpu)).isEqualTo(free - 1);
            }
        } finally {
            events.forEach(PerfEvent::close);
        }
    }

    @Test
    void tellsAThreadThatInheritedAnEventFromOneThatDidNot() throws Exception {
        int free = SlotProbe.freeSlots(0, 0);
        assumeThat(free).isGreaterThan(1);
        CountDownLatch end = new CountDownLatch(1);
        try {
            int stranger = startThread(end);
            try (PerfEvent event = PerfEvent.breakpoint(PARKED, false, features, 0, 0)) {
                int heir = startThread(end);

                assertThat(event.id()).isPositive();
                assertThat(SlotProbe.freeSlots(heir, 0)).isEqualTo(free - 1);
                assertThat(SlotProbe.freeSlots(stranger, 0)).isEqualTo(free);
            }
        } finally {
            end.countDown();
        }
    }

    @Test
    void otherRefusalsAreErrors() {
        SyscallException refusal =
                catchThrowableOfType(SyscallException.class, () -> SlotProbe.freeSlots(Integer.MAX_VALUE, 0));

        assertThat(refusal.errno()).isEqualTo(Errno.ESRCH);
    }

    private static int startThread(CountDownLatch end) throws Exception {
        CompletableFuture<Integer> tid = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            tid.complete(Linux.gettid());
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return tid.get();
    }
}
