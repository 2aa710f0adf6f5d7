package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.Charset;

/**
 * A tiny method that the JIT inlines into a loop. A number on stdin has it called so often, rounded up to thousands, and is
 * answered with {@code nanos=} and the CPU time that it took.
 */
public final class Tiny {
    /** How often a pass of the loop calls it. */
    public static final int CALLS_AT_ONCE = 1_000;

    private static long sum;

    private Tiny() {}

    public static void main(String[] args) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            long calls = Long.parseLong(line);
            long begin = threads.getCurrentThreadCpuTime();
            for (long made = 0; made < calls; made += CALLS_AT_ONCE) {
                sum += loop();
            }
            System.out.println("nanos=" + (threads.getCurrentThreadCpuTime() - begin) + " " + sum);
        }
    }

    private static long loop() {
        long sum = 0;
        for (int i = 0; i < CALLS_AT_ONCE; i++) {
            sum += tiny(i);
        }
        return sum;
    }

    static int tiny(int x) {
        return x * 31 + 7;
    }
}
