package dev.xwatch.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xwatch.procfs.Tasks;
import dev.xwatch.sys.Errno;
import dev.xwatch.sys.Linux;
import dev.xwatch.sys.PollFds;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PerfEventTest {

    private Words words;
    private PerfFeatures features;

    @BeforeEach
    void map() throws SyscallException {
        Kernel.requireBreakpoints();
        words = Words.map();
        features = PerfFeatures.probe();
    }

    @AfterEach
    @SuppressWarnings("NullAway") // null where the test was skipped
    void unmap() {
        if (words != null) {
            words.close();
        }
    }

    @Test
    void countsEveryWriteAndNoOther() throws SyscallException {
        try (PerfEvent event = PerfEvent.breakpoint(words.writesTo(1), true, features, 0, -1)) {
            words.write(0, 10);
            words.write(1, 20_000);
            words.write(2, 10);

            assertThat(event.read().count()).isEqualTo(20_000);
        }
    }

    @Test
    void countsOnlyWhileEnabled() throws SyscallException {
        try (PerfEvent event = PerfEvent.breakpoint(words.writesTo(0), false, features, 0, -1)) {
            words.write(0, 1);
            assertThat(event.read().count()).isZero();

            event.enable();
            words.write(0, 10);
            event.disable();
            words.write(0, 100);

            assertThat(event.read().count()).isEqualTo(10);
        }
    }

    @Test
    void saysHowManyRecordsWereLostWhereTheKernelKnows() throws SyscallException {
        try (PerfEvent without = PerfEvent.breakpoint(words.writesTo(0), false, new PerfFeatures(false), 0, -1)) {
            assertThat(without.read().lost()).isEmpty();
        }
        try (PerfEvent with = PerfEvent.breakpoint(words.writesTo(0), false, features, 0, -1)) {
            assertThat(with.read().lost()).isEqualTo(features.formatLost() ? OptionalLong.of(0) : OptionalLong.empty());
        }
    }

    @Test
    void movesFromOneWordToAnother() throws SyscallException {
        try (PerfEvent event = PerfEvent.breakpoint(words.writesTo(0), false, features, 0, -1)) {
            long id = event.id();
            event.modify(words.writesTo(5), true);
            words.write(0, 10);
            words.write(5, 7);
            assertThat(event.read().count()).isEqualTo(7);

            event.modify(words.writesTo(0), true);
            words.write(0, 10);
            words.write(5, 100);
            assertThat(event.read().count()).isEqualTo(17);

            event.modify(words.writesTo(0), false);
            words.write(0, 100);
            assertThat(event.read().count()).isEqualTo(17);
            assertThat(event.id()).isEqualTo(id);
        }
    }

    @Test
    void movesFromExecutionToData() throws SyscallException {
        Breakpoint parked = new Breakpoint(0x1000, 1, AccessMode.X);
        try (PerfEvent event = PerfEvent.breakpoint(parked, false, features, 0, -1)) {
            event.modify(words.writesTo(3), true);
            words.write(3, 5);

            assertThat(event.read().count()).isEqualTo(5);
        }
    }

    @Test
    void threadsCreatedLaterInheritItAndMoveWithIt() throws Exception {
        try (PerfEvent event = PerfEvent.breakpoint(words.writesTo(0), false, features, 0, -1)) {
            CountDownLatch moved = new CountDownLatch(1);
            Thread inheritor = new Thread(() -> {
                await(moved);
                words.write(9, 1000);
            });
            inheritor.start();
            event.modify(words.writesTo(9), true);
            words.write(9, 1);
            moved.countDown();
            inheritor.join();

            assertThat(event.read().count()).isEqualTo(1001);
        }
    }

    @Test
    void armsAnotherThreadAndHangsUpWhenItAndItsHeirsHaveEnded() throws Exception {
        AtomicInteger tid = new AtomicInteger();
        CountDownLatch known = new CountDownLatch(1);
        CountDownLatch armed = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread heir = new Thread(() -> {
            await(end);
            words.write(0, 10);
        });
        Thread parent = new Thread(() -> {
            tid.set(Linux.gettid());
            known.countDown();
            await(armed);
            words.write(0, 5);
            heir.start();
        });
        parent.start();
        known.await();
        try (ArmedThread events = new ArmedThread(tid.get(), words.writesTo(0), true, 1)) {
            armed.countDown();
            parent.join();
            awaitEnd(tid.get());
            for (PerfEvent event : events.events) {
                assertThat(isHungUp(event, 0)).isFalse();
            }

            end.countDown();
            heir.join();
            for (PerfEvent event : events.events) {
                assertThat(isHungUp(event, 10_000)).isTrue();
            }
            assertThat(events.count()).isEqualTo(15);
        }
    }

    @Test
    void aThreadThatIsNotThereIsNamed() {
        SyscallException refusal = catchThrowableOfType(
                SyscallException.class,
                () -> PerfEvent.breakpoint(words.writesTo(0), false, features, Integer.MAX_VALUE, 0)
                        .close());

        assertThat(refusal.errno()).isEqualTo(Errno.ESRCH);
        assertThat(refusal)
                .hasMessageContainingAll(
                        "perf_event_open",
                        "PERF_TYPE_BREAKPOINT",
                        "address 0x" + Long.toHexString(words.writesTo(0).address()),
                        "length 8",
                        "tid 2147483647",
                        "cpu 0",
                        "ESRCH");
    }

    @Test
    void aClosedEventIsAnErrorAndNotAnothersDescriptor() throws SyscallException {
        PerfEvent event = PerfEvent.breakpoint(words.writesTo(0), false, features, 0, -1);
        event.close();
        event.close();

        assertThatThrownBy(event::read).isInstanceOf(SyscallException.class);
        assertThatThrownBy(event::enable).isInstanceOf(SyscallException.class);
        assertThatThrownBy(() -> event.modify(words.writesTo(1), true)).isInstanceOf(SyscallException.class);
    }

    private static void awaitEnd(int tid) throws IOException, InterruptedException {
        for (int i = 0; i < 1000; i++) {
            if (Arrays.stream(Tasks.own()).noneMatch(task -> task == tid)) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("thread " + tid + " does not end");
    }

    private static boolean isHungUp(PerfEvent event, int timeoutMillis) throws SyscallException {
        PollFds descriptors = new PollFds(List.of(event.fd().number()), PollFds.POLLIN);
        return descriptors.poll(timeoutMillis * 1_000_000L) && descriptors.has(0, PollFds.POLLHUP);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
