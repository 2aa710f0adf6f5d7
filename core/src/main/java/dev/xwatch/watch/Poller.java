package dev.xwatch.watch;

import dev.xwatch.sys.PollFds;
import dev.xwatch.sys.SyscallException;
import java.util.concurrent.locks.LockSupport;

/**
 * How a thread waits for descriptors: in {@code ppoll(2)}, but not while the JVM is ending. Its last act is to wait up to
 * 300 ms for threads that are in native code ({@code VM_Exit::wait_for_threads_in_native_to_block} in HotSpot's
 * {@code vmOperations.cpp}), so then it looks each two milliseconds, and sleeps in between where HotSpot knows of it (not if it
 * is interrupted, which would keep it awake). For one thread, but for {@link #exiting}.
 */
final class Poller {
    private static final long LOOK_NANOS = 2_000_000;

    private volatile boolean exiting;

    /** The JVM is ending. For any thread, which has to wake this one. */
    void exiting() {
        exiting = true;
    }

    /**
     * @param nanos how long to wait at most
     * @return whether one of them has something to say
     */
    boolean await(PollFds descriptors, long nanos) throws SyscallException {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (exiting && left > 0 && !Thread.currentThread().isInterrupted()) {
            if (descriptors.poll(0)) {
                return true;
            }
            LockSupport.parkNanos(Math.min(left, LOOK_NANOS));
            left = end - System.nanoTime();
        }
        return descriptors.poll(Math.max(0, left));
    }
}
