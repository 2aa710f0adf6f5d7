package dev.xwatch.it.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Threads that call {@code Targets.mixed} as fast as they can, until a line comes on stdin; then it tells how often. */
public final class Hot {
    private static final int CALLS_AT_ONCE = 1_000;

    private Hot() {}

    /** @param args the number of threads */
    public static void main(String[] args) throws Exception {
        LongAdder calls = new LongAdder();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            Thread thread = new Thread(() -> call(calls), "hot-" + i);
            thread.start();
            threads.add(thread);
        }
        System.out.println("ready");
        System.in.read();
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("calls=" + calls.sum());
        while (System.in.read() >= 0) {
            // Stays until stdin ends, to be asked what was counted.
        }
    }

    private static void call(LongAdder calls) {
        while (!Thread.currentThread().isInterrupted()) {
            Dispatch.STATIC.call(CALLS_AT_ONCE);
            calls.add(CALLS_AT_ONCE);
        }
    }
}
