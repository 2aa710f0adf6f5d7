package dev.xwatch.watch;

import dev.xwatch.sys.Linux;
import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Keeps a kind of work from taking more than its share of a core, whatever it costs. Owned by one thread. */
final class Share {
    private final ByteBuffer timespec =
            ByteBuffer.allocateDirect(2 * Long.BYTES).order(ByteOrder.nativeOrder());
    private final int part;
    private final long intervalNanos;
    private long dueNanos = System.nanoTime();

    /**
     * @param part of a core that it may take: 100 is a hundredth
     * @param intervalNanos from one piece of work to the next at least
     */
    Share(int part, long intervalNanos) {
        this.part = part;
        this.intervalNanos = intervalNanos;
    }

    boolean isDue() {
        return System.nanoTime() - dueNanos >= 0;
    }

    /** Somebody waits for it: it is due at once. */
    void hurry() {
        dueNanos = System.nanoTime();
    }

    /** Works, then rests. */
    void spend(Runnable work) {
        long before = cpuNanos();
        work.run();
        long usedNanos = cpuNanos() - before;
        dueNanos = System.nanoTime() + Math.max(intervalNanos, usedNanos * part);
    }

    /** Not asked of a {@code ThreadMXBean}: to get one takes dozens of classes when a JVM starts. */
    private long cpuNanos() {
        try {
            return Linux.cpuNanos(0, timespec);
        } catch (SyscallException e) {
            throw new IllegalStateException(e); // the calling thread has not ended
        }
    }
}
