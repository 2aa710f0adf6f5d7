package dev.xwatch.watch;

import dev.xwatch.sys.CodePage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Threads, there from the start, that call the first function of a page when they are told to. */
final class Callers implements AutoCloseable {
    private final CodePage code;
    private final int threads;
    private final ExecutorService pool;
    private final AtomicLong calls = new AtomicLong();

    Callers(CodePage code, int threads) throws Exception {
        this.code = code;
        this.threads = threads;
        pool = Executors.newFixedThreadPool(threads);
        inEach(() -> {});
    }

    /** All calls so far. */
    long calls() {
        return calls.get();
    }

    void callFor(long nanos) throws Exception {
        long end = System.nanoTime() + nanos;
        inEach(() -> {
            while (System.nanoTime() < end) {
                call(100);
            }
        });
    }

    void callEach(int times) throws Exception {
        inEach(() -> call(times));
    }

    private void call(int times) {
        for (int i = 0; i < times; i++) {
            code.call(0);
        }
        calls.addAndGet(times);
    }

    private void inEach(Runnable task) throws Exception {
        CountDownLatch allThere = new CountDownLatch(threads);
        Future<?>[] running = new Future<?>[threads];
        for (int i = 0; i < threads; i++) {
            running[i] = pool.submit(() -> {
                allThere.countDown();
                allThere.await();
                task.run();
                return true;
            });
        }
        for (Future<?> each : running) {
            each.get();
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
