package dev.xwatch.it.app;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Calls {@code Targets.mixed} in short bursts, with pauses in which rings can be read. At each line on stdin it makes {@value
 * #BURSTS} of them and tells how long all calls together took, and how much of that was the thread's own CPU time.
 */
public final class Bursts {
    /** How many bursts for a line. */
    public static final int BURSTS = 20;
    /** How many calls in a burst. */
    public static final int CALLS = 500;

    private static final int WARM_UP_CALLS = 2_000_000;
    private static final long PAUSE_MILLIS = 25;

    private Bursts() {}

    /** @param args nothing */
    public static void main(String[] args) throws Exception {
        for (int i = 0; i < WARM_UP_CALLS / CALLS; i++) {
            Dispatch.STATIC.call(CALLS);
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        System.out.println("ready");
        while (System.in.read() >= 0) {
            long nanos = 0;
            long cpuNanos = 0;
            for (int burst = 0; burst < BURSTS; burst++) {
                long cpuBegin = threads.getCurrentThreadCpuTime();
                long begin = System.nanoTime();
                Dispatch.STATIC.call(CALLS);
                nanos += System.nanoTime() - begin;
                cpuNanos += threads.getCurrentThreadCpuTime() - cpuBegin;
                Thread.sleep(PAUSE_MILLIS);
            }
            System.out.println("nanos=" + cpuNanos + " " + nanos);
        }
    }
}
