package dev.xwatch.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that exist from the crew's construction until it is closed, and work only when asked. */
final class Crew implements AutoCloseable {
    /** What each thread of a crew does once. */
    @FunctionalInterface
    interface Work {
        /** The calls made by this thread. */
        Tally doIt() throws DemoException;
    }

    private final ThreadPoolExecutor pool;

    /** Starts {@code size} threads called {@code demo-NAME-1} and so on. */
    Crew(String name, int size) {
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(work, "demo-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.prestartAllCoreThreads();
    }

    int size() {
        return pool.getCorePoolSize();
    }

    /**
     * Has every thread of all {@code crews} do {@code work} exactly once, all of them starting at the same time, and
     * returns when the last is through.
     *
     * @throws DemoException what the first thread that failed said
     */
    static Tally together(List<Crew> crews, Work work) throws DemoException, InterruptedException {
        int threads = crews.stream().mapToInt(Crew::size).sum();
        // A thread that waits here cannot take a second task: each gets exactly one.
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<Tally>> results = new ArrayList<>();
        for (Crew crew : crews) {
            for (int i = 0; i < crew.size(); i++) {
                results.add(crew.pool.submit(() -> startingAt(start, work)));
            }
        }
        Tally total = Tally.NONE;
        for (Future<Tally> result : results) {
            total = total.plus(outcome(result));
        }
        return total;
    }

    private static Tally startingAt(CyclicBarrier start, Work work)
            throws DemoException, InterruptedException, BrokenBarrierException {
        start.await();
        return work.doIt();
    }

    private static Tally outcome(Future<Tally> result) throws DemoException, InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DemoException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        }
    }

    /** Ends the threads and waits until they are gone. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            pool.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
