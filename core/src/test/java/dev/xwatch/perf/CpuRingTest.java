package dev.xwatch.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.xwatch.procfs.Cpus;
import dev.xwatch.procfs.MemoryMaps;
import dev.xwatch.procfs.MemoryRegion;
import dev.xwatch.sys.Errno;
import dev.xwatch.sys.Linux;
import dev.xwatch.sys.PollFds;
import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuRingTest {

    /** The kernel now and then records a hit twice; its count stays exact. */
    private static final int DUPLICATES = 3;

    private Words words;

    @BeforeEach
    void map() throws SyscallException {
        Kernel.requireBreakpoints();
        words = Words.map();
    }

    @AfterEach
    @SuppressWarnings("NullAway") // null where the test was skipped
    void unmap() {
        if (words != null) {
            words.close();
        }
    }

    @Test
    void everyHitIsRecordedWithItsCircumstances() throws Exception {
        try (ArmedThread armed = new ArmedThread(0, words.writesTo(0), true, 32)) {
            long before = System.nanoTime();
            words.write(0, 1000);
            long after = System.nanoTime();

            List<PerfRecord.Sample> samples = armed.drainSamples();

            assertThat(armed.count()).isEqualTo(1000);
            assertThat(samples).hasSizeBetween(1000, 1000 + DUPLICATES);
            assertThat(samples).allSatisfy(sample -> {
                assertThat(sample.pid()).isEqualTo((int) ProcessHandle.current().pid());
                assertThat(sample.tid()).isEqualTo(Linux.gettid());
                assertThat(sample.timeNanos()).isBetween(before, after);
                assertThat(armed.rings).extracting(CpuRing::cpu).contains(sample.cpu());
                assertThat(armed.ids()).contains(sample.id());
            });
            MemoryMaps maps = MemoryMaps.self();
            assertThat(samples.stream().map(PerfRecord.Sample::ip).distinct())
                    .allMatch(ip ->
                            maps.find(ip).filter(MemoryRegion::isExecutable).isPresent());
        }
    }

    @Test
    void hitsOfInheritingThreadsCarryTheParentsId() throws Exception {
        try (ArmedThread armed = new ArmedThread(0, words.writesTo(1), false, 32)) {
            Thread inheritor = new Thread(() -> words.write(0, 500));
            armed.modify(words.writesTo(0), true);
            inheritor.start();
            inheritor.join();

            List<PerfRecord.Sample> samples = armed.drainSamples();

            assertThat(armed.count()).isEqualTo(500);
            assertThat(samples).hasSizeBetween(500, 500 + DUPLICATES);
            assertThat(samples).allSatisfy(sample -> {
                assertThat(sample.tid()).isNotEqualTo(Linux.gettid());
                assertThat(armed.ids()).contains(sample.id());
            });
        }
    }

    @Test
    void aFullRingLosesRecordsAndTheKernelSaysHowMany() throws Exception {
        try (ArmedThread armed = new ArmedThread(0, words.writesTo(0), true, 1)) {
            assumeThat(armed.features.formatLost()).isTrue();
            words.write(0, 2000);

            List<PerfRecord.Sample> found = armed.drainSamples();

            assertThat(found).hasSizeLessThan(200);
            assertThat(armed.count()).isEqualTo(2000);
            assertThat(found.size() + armed.lost()).isBetween(2000L, 2000L + DUPLICATES);
        }
    }

    @Test
    void theNextRecordAfterALossSaysIt() throws Exception {
        try (ArmedThread armed = new ArmedThread(0, words.writesTo(0), true, 1)) {
            words.write(0, 2000);
            List<PerfRecord.Sample> found = armed.drainSamples();
            // Until each CPU that lost records has had another one; the thread may have moved between them.
            long lost = 0;
            for (int i = 0; i < 50_000 && lost + found.size() < 2000; i++) {
                words.write(0, 1);
                for (PerfRecord record : armed.drain()) {
                    if (record instanceof PerfRecord.Lost loss) {
                        assertThat(armed.ids()).contains(loss.id());
                        lost += loss.count();
                    }
                }
            }

            assertThat(lost + found.size()).isBetween(2000L, 2000L + DUPLICATES);
        }
    }

    @Test
    void aReaderIsWokenWhenAQuarterIsFull() throws Exception {
        try (ArmedThread armed = new ArmedThread(0, words.writesTo(0), true, 1)) {
            words.write(0, 5);
            assertThat(pollIn(armed, 50)).isFalse();

            words.write(0, 200);
            assertThat(pollIn(armed, 10_000)).isTrue();
        }
    }

    @Test
    void pollingAnEventTakesTheWakeUpFromTheRingsReader() throws Exception {
        try (ArmedThread armed = new ArmedThread(0, words.writesTo(0), true, 1)) {
            words.write(0, 400);
            assertThat(pollIn(armed, 10_000)).isTrue();
            armed.drain();
            words.write(0, 400);

            int told = 0;
            for (PerfEvent event : armed.events) {
                told += pollIn(List.of(event), 0) ? 1 : 0;
            }

            assertThat(told).isPositive();
            assertThat(pollIn(armed, 50)).isFalse();
        }
    }

    @Test
    void drainsNothingWhenClosed() throws SyscallException {
        CpuRing ring = CpuRing.open(0, 0, 1);
        ring.close();
        ring.close();

        assertThat(ring.drainTo(ByteBuffer.allocate(100))).isZero();
    }

    @Test
    void closingRingAndEventFreesTheSlot() throws Exception {
        int free = SlotProbe.freeSlots(0, 0);
        for (int i = 0; i < 50; i++) {
            ArmedThread armed = new ArmedThread(0, words.writesTo(0), true, 1);
            words.write(0, 100);
            assertThat(SlotProbe.freeSlots(0, 0)).isEqualTo(free - 1);
            armed.close();
            assertThat(SlotProbe.freeSlots(0, 0)).isEqualTo(free);
        }
    }

    @Test
    void servesEventsOfItsOwnCpuAlone() throws Exception {
        int[] cpus = Cpus.online();
        assumeThat(cpus).hasSizeGreaterThan(1);
        try (CpuRing ring = CpuRing.open(cpus[0], 0, 1);
                PerfEvent event = PerfEvent.breakpoint(words.writesTo(0), false, new PerfFeatures(false), 0, cpus[1])) {
            SyscallException refusal =
                    catchThrowableOfType(SyscallException.class, () -> event.redirectTo(ring.owner()));

            assertThat(refusal.errno()).isEqualTo(Errno.EINVAL);
            assertThat(refusal).hasMessageContaining("PERF_EVENT_IOC_SET_OUTPUT");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, 1 << 20})
    void refusesSizesThatTheKernelWould(int pages) {
        assertThatThrownBy(() -> CpuRing.open(0, 0, pages))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(pages + " pages");
    }

    private static boolean pollIn(ArmedThread armed, int timeoutMillis) throws SyscallException {
        return pollIn(armed.rings.stream().map(CpuRing::owner).toList(), timeoutMillis);
    }

    private static boolean pollIn(List<PerfEvent> events, int timeoutMillis) throws SyscallException {
        return new PollFds(events.stream().map(event -> event.fd().number()).toList(), PollFds.POLLIN)
                .poll(timeoutMillis * 1_000_000L);
    }
}
