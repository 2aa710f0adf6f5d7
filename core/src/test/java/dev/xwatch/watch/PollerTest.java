package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.sys.PollFds;
import dev.xwatch.sys.SyscallException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollerTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MILLI = 1_000_000;

    private final Poller poller = new Poller();

    private static PollFds only(int fd) {
        return new PollFds(List.of(fd), PollFds.POLLIN);
    }

    @Test
    void itTellsWhetherThereIsSomethingAndWaitsNoLongerThanToldTo() throws Exception {
        try (Wakeup wakeup = new Wakeup()) {
            long begin = System.nanoTime();
            assertThat(poller.await(only(wakeup.fd()), 20 * MILLI)).isFalse();
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(20 * MILLI);

            wakeup.wake();
            assertThat(poller.await(only(wakeup.fd()), 1_000 * SECOND)).isTrue();
            poller.exiting();
            assertThat(poller.await(only(wakeup.fd()), SECOND)).isTrue();
        }
    }

    /** To Java a thread in native code is one that runs. */
    @Test
    void whileTheJvmEndsItDoesNotSleepInNativeCode() throws Exception {
        try (Wakeup wakeup = new Wakeup()) {
            PollFds descriptors = only(wakeup.fd());
            Thread sleeper = new Thread(() -> {
                try {
                    while (!poller.await(descriptors, 1_000 * SECOND)) {
                        Thread.onSpinWait();
                    }
                } catch (SyscallException e) {
                    throw new IllegalStateException(e);
                }
            });
            poller.exiting();
            sleeper.start();
            await().until(() -> sleeper.getState() == Thread.State.TIMED_WAITING);
            wakeup.wake();
            sleeper.join();
        }
    }
}
