package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Does what lines on stdin say, and answers each with the same line, then {@code : CALLS}, how often {@link #hit} has been
 * called in all: {@code call N} calls it so often; {@code hoard MILLIS} fills the heap, and keeps it so full for a time that
 * whoever wants memory gets none, while another thread goes on calling, then lets all go. Ends with its input. To be run with
 * {@code hit} never inlined.
 */
public final class Hoarder {
    private static final int LARGE = 1 << 16;
    private static final long PAUSE_NANOS = 1_000_000;
    private static final int CALLS_AT_ONCE = 200;

    private static int calls;
    private static Object @Nullable [] hoard;
    private static volatile boolean hoarding;

    private Hoarder() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] command = line.split(" ", 2);
            if (command[0].equals("call")) {
                call(Integer.parseInt(command[1]));
            } else {
                hoard(Long.parseLong(command[1]));
            }
            System.out.println(line + ": " + calls);
        }
    }

    private static void call(int times) {
        for (int i = 0; i < times; i++) {
            hit();
        }
    }

    private static void hoard(long millis) throws InterruptedException {
        hoarding = true;
        Thread caller = new Thread(() -> {
            while (hoarding) {
                call(CALLS_AT_ONCE);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        });
        caller.start();
        long end = System.nanoTime() + millis * 1_000_000;
        int size = LARGE;
        while (System.nanoTime() < end) {
            try {
                Object[] more = new Object[size];
                more[0] = hoard;
                hoard = more;
            } catch (OutOfMemoryError e) {
                size = Math.max(1, size / 2);
            }
        }
        hoard = null;
        hoarding = false;
        caller.join();
    }

    /** What is watched. */
    static void hit() {
        calls++;
    }
}
