package dev.xwatch.it.app;

import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Virtual threads, each of which calls {@link #hit} with its own id, works or parks, and calls again. Compiles the method,
 * says {@code ready}, waits for a line, calls, says {@code done}, and waits for the end of its input. Needs JDK 21.
 */
public final class VirtualCalls {
    private static final int WARM_UP = 30_000;
    private static final long WORK_NANOS = 100_000;
    private static final int GARBAGE_BYTES = 4_000;

    private static final byte[][] HELD = new byte[64][];

    private VirtualCalls() {}

    /** @param args the number of threads, the calls of each, for how many nanoseconds it parks after each */
    public static void main(String[] args) throws Exception {
        long sum = 0;
        for (int i = 0; i < WARM_UP; i++) {
            sum += hit(i);
        }
        int calls = Integer.parseInt(args[1]);
        long parkNanos = Long.parseLong(args[2]);
        System.out.println("ready");
        System.in.read();
        // By its name: this is compiled for JDK 17.
        Method factory = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
        ExecutorService executor = (ExecutorService) factory.invoke(null);
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            executor.execute(() -> call(calls, parkNanos));
        }
        executor.shutdown();
        if (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("they have not ended");
        }
        System.out.println("done " + sum);
        while (System.in.read() >= 0) {
            // Until it ends.
        }
    }

    private static void call(int calls, long parkNanos) {
        Thread self = Thread.currentThread();
        for (int i = 0; i < calls; i++) {
            hit(self.getId());
            HELD[(int) (self.getId() % HELD.length)] = new byte[GARBAGE_BYTES];
            if (parkNanos > 0) {
                LockSupport.parkNanos(parkNanos);
            } else {
                long end = System.nanoTime() + WORK_NANOS;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    /** What is watched. */
    static long hit(long id) {
        return id;
    }
}
