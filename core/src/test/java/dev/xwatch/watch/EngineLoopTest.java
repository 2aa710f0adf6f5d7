package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EngineLoopTest {
    /** Nobody should wait for as long as this. */
    private static final long SECONDS = 600;

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void whoIsNotAnsweredWhenTheEngineEndsIsToldSo() throws Exception {
        EngineLoop loop = new EngineLoop();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread thread = new Thread(loop, "loop");
        thread.start();
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> call(loop, () -> {
            begun.countDown();
            stopped.await();
            return true;
        }));
        begun.await();
        CompletableFuture<Boolean> second = new CompletableFuture<>();
        Thread caller = new Thread(() -> second.complete(call(loop, () -> true)), "caller");
        caller.start();
        await().atMost(SOON).until(() -> caller.getState() == Thread.State.TIMED_WAITING);

        loop.stop();
        stopped.countDown();

        assertThat(first).succeedsWithin(SOON).isEqualTo(true);
        assertThat(second).succeedsWithin(SOON).isEqualTo(false);
        thread.join(SOON.toMillis());
        assertThatThrownBy(() -> loop.call(() -> true, SECONDS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended");
    }

    /** @return whether it was done; the only other end is that the engine has ended */
    private static boolean call(EngineLoop loop, Callable<Boolean> task) {
        try {
            return loop.call(task, SECONDS);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("ended");
            return false;
        }
    }
}
