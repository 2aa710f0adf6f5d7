package dev.xwatch.it.app;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Threads whose creators have ended, and that start and die all the time, all of them calling {@link #work}.
 *
 * <p>Says {@code READY} when {@code work} is compiled and one pool of them runs. At a line on stdin all stop and it says
 * {@code calls=N threads=N}: the calls made and the threads started so far. At the next line all go on, the first time with
 * one more pool, made by a thread that has been there from the start and ends then; and so on. The end of stdin ends it. To
 * be run with {@code work} never inlined.
 */
public final class Churn {
    private static final int LANES = 2;
    private static final int CALLS_AT_ONCE = 10;
    private static final long PAUSE_MILLIS = 5;

    /** Held for reading by whoever calls {@code work} or has it called, for writing while all stand still. */
    private final ReadWriteLock running = new ReentrantReadWriteLock(true);

    private final CountDownLatch secondPool = new CountDownLatch(1);
    private final AtomicLong calls = new AtomicLong();
    private final AtomicInteger started = new AtomicInteger();
    private volatile boolean ended;

    private Churn() {}

    public static void main(String[] args) throws InterruptedException, IOException {
        new Churn().run();
    }

    private void run() throws InterruptedException, IOException {
        for (int i = 0; i < 1_000; i++) {
            callSome();
        }
        Thread creator = new Thread(this::makePool, "creator-1");
        creator.start();
        creator.join();
        new Thread(this::makeSecondPool, "creator-2").start();
        System.out.println("READY");
        while (hasLine()) {
            running.writeLock().lock();
            try {
                System.out.println("calls=" + calls + " threads=" + started);
                hasLine();
                secondPool.countDown();
            } finally {
                running.writeLock().unlock();
            }
        }
        ended = true;
    }

    private static boolean hasLine() throws IOException {
        int c = System.in.read();
        while (c != '\n' && c != -1) {
            c = System.in.read();
        }
        return c == '\n';
    }

    private void makePool() {
        for (int lane = 0; lane < LANES; lane++) {
            start("parent", this::haveChildren);
            start("heir", this::haveAnHeir);
        }
    }

    private void makeSecondPool() {
        await(secondPool);
        makePool();
    }

    private Thread start(String name, Runnable body) {
        Thread thread = new Thread(body, name + "-" + started.incrementAndGet());
        thread.start();
        return thread;
    }

    /** Lives all the time; its children live for a moment. */
    private void haveChildren() {
        while (!ended) {
            running.readLock().lock();
            try {
                callSome();
                List<Thread> children = List.of(start("child", this::callSome), start("child", this::callSome));
                children.forEach(Churn::join);
            } finally {
                running.readLock().unlock();
            }
            pause();
        }
    }

    /** Lives for a moment and leaves the rest to a thread that it starts. */
    private void haveAnHeir() {
        running.readLock().lock();
        try {
            callSome();
        } finally {
            running.readLock().unlock();
        }
        pause();
        if (!ended) {
            start("heir", this::haveAnHeir);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void callSome() {
        long sum = 0;
        for (int i = 0; i < CALLS_AT_ONCE; i++) {
            sum += work(i);
        }
        if (sum != CALLS_AT_ONCE * (CALLS_AT_ONCE - 1) / 2) {
            throw new IllegalStateException("work worked wrongly");
        }
        calls.addAndGet(CALLS_AT_ONCE);
    }

    /** What is watched. */
    static long work(long value) {
        return value;
    }
}
