package dev.xwatch.it.app;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Calls {@code Targets.mixed} in short bursts: at each line on stdin one. It tells how long the calls took, and how much of
 * that was the thread's own CPU time.
 */
public final class Bursts {
    /** How many calls in a burst. */
    public static final int CALLS = 500;

    private static final int WARM_UP_CALLS = 2_000_000;

    private Bursts() {}

    /** @param args nothing */
    public static void main(String[] args) throws Exception {
        for (int i = 0; i < WARM_UP_CALLS / CALLS; i++) {
            Dispatch.STATIC.call(CALLS);
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        System.out.println("ready");
        while (System.in.read() >= 0) {
            long cpuBegin = threads.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            Dispatch.STATIC.call(CALLS);
            long nanos = System.nanoTime() - begin;
            long cpuNanos = threads.getCurrentThreadCpuTime() - cpuBegin;
            System.out.println("nanos=" + cpuNanos + " " + nanos);
        }
    }
}
