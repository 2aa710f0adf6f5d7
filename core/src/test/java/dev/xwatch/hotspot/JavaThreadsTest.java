package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.sys.Linux;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class JavaThreadsTest {
    /** {@code TASK_COMM_LEN} without its zero. */
    private static final int COMM_LENGTH = 15;

    private static final JavaThreads THREADS = RunningJvm.INSTANCE.hotspot().threads();

    @Test
    void idsAreThoseOfTheTasksWithTheirNames() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(50);
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Thread thread = new Thread(
                    () -> {
                        running.countDown();
                        await(end);
                    },
                    "java-thread-" + i);
            thread.start();
            started.add(thread);
        }
        running.await();
        try {
            Map<Integer, Thread> threads = THREADS.byNativeId();

            assertThat(threads.values()).containsAll(started);
            assertThat(threads.get(Linux.gettid())).isSameAs(Thread.currentThread());
            for (Map.Entry<Integer, Thread> entry : threads.entrySet()) {
                if (started.contains(entry.getValue())) {
                    String name = entry.getValue().getName();
                    Path comm = Path.of("/proc/self/task/" + entry.getKey() + "/comm");
                    // The JVM tells the kernel a thread's name a little after that was started.
                    Awaitility.await()
                            .untilAsserted(() -> assertThat(Files.readString(comm))
                                    .isEqualTo(name.substring(0, Math.min(COMM_LENGTH, name.length())) + "\n"));
                }
            }
        } finally {
            end.countDown();
        }
    }

    @Test
    void thereIsNoneBeforeTheStartAndAfterTheEnd() throws Exception {
        Thread thread = new Thread(() -> {});
        assertThat(THREADS.nativeId(thread)).isEmpty();
        thread.start();
        thread.join();
        assertThat(THREADS.nativeId(thread)).isEmpty();
    }

    @Test
    void threadsThatComeAndGoDoNotDisturb() throws Exception {
        for (int round = 0; round < 200; round++) {
            Thread thread = new Thread(() -> {});
            thread.start();
            Map<Integer, Thread> threads = THREADS.byNativeId();
            assertThat(threads.get(Linux.gettid())).isSameAs(Thread.currentThread());
            thread.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
