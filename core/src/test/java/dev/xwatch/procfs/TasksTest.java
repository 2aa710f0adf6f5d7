package dev.xwatch.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.sys.Linux;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TasksTest {
    @Test
    void listsTheCallingThread() throws IOException {
        assertThat(Tasks.own()).contains(Linux.gettid()).doesNotHaveDuplicates();
    }

    @Test
    void knowsAThreadByItsNameForAsLongAsItLives() throws IOException, InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger tid = new AtomicInteger();
        Thread thread = new Thread(
                () -> {
                    tid.set(Linux.gettid());
                    running.countDown();
                    awaitQuietly(end);
                },
                "a name of its own");
        thread.start();
        running.await();

        assertThat(Tasks.own()).contains(tid.get());
        assertThat(Tasks.name(tid.get())).contains("a name of its o");

        end.countDown();
        thread.join();
        // join returns a little before the kernel has done with the thread.
        for (int i = 0; i < 500 && Tasks.name(tid.get()).isPresent(); i++) {
            Thread.sleep(10);
        }
        assertThat(Tasks.name(tid.get())).isEmpty();
        assertThat(Tasks.own()).doesNotContain(tid.get());
    }

    @Test
    void readsTheStartTimeBehindANameThatLooksLikeFields() {
        String stat =
                "4711 (a) R 1 (b) S 1 4711 4711 0 -1 4194368 10 0 0 0 7 3 0 0 20 0 31 0 123456 99 5 18446744073709551615";

        assertThat(Tasks.parseStartTicks(stat)).hasValue(123_456);
    }

    @Test
    void aTimeThatIsNotThereIsEmpty() {
        assertThat(Tasks.parseStartTicks("")).isEmpty();
        assertThat(Tasks.parseStartTicks("4711 (a) R 1 4711")).isEmpty();
        assertThat(Tasks.parseWaitedNanos("12 34 5\n")).hasValue(34);
        assertThat(Tasks.parseWaitedNanos("0\n")).isEmpty();
        assertThat(Tasks.parseUptimeTicks("12.34 56.78\n")).hasValue(1234);
        assertThat(Tasks.parseUptimeTicks("soon")).isEmpty();
    }

    @Test
    void threadsStartOnTheClockOfNow() throws IOException, InterruptedException {
        long before = Tasks.nowTicks();
        AtomicLong start = new AtomicLong();
        Thread thread =
                new Thread(() -> start.set(Tasks.startTicks(Linux.gettid()).orElseThrow()));
        thread.start();
        thread.join();

        assertThat(start.get()).isBetween(before - 1, Tasks.nowTicks() + 1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
