package dev.xwatch.watch;

import dev.xwatch.sys.Linux;
import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.LockSupport;

/**
 * How a thread waits for descriptors: in {@code ppoll(2)}, but not while the JVM is ending. Its last act is to wait up to
 * 300 ms for threads that are in native code ({@code VM_Exit::wait_for_threads_in_native_to_block} in HotSpot's
 * {@code vmOperations.cpp}), so then it looks each two milliseconds, and sleeps in between where HotSpot knows of it (not if it
 * is interrupted, which would keep it awake). For one thread, but for {@link #exiting}.
 */
final class Poller {
    private static final long LOOK_NANOS = 2_000_000;
    private static final long SECOND_NANOS = 1_000_000_000;

    /** {@code struct timespec}. */
    private final ByteBuffer timespec =
            ByteBuffer.allocateDirect(2 * Long.BYTES).order(ByteOrder.nativeOrder());

    private volatile boolean exiting;

    /** The JVM is ending. For any thread, which has to wake this one. */
    void exiting() {
        exiting = true;
    }

    /**
     * @param pollfds {@code struct pollfd}s in a direct buffer, 8 bytes each
     * @param nanos how long to wait at most
     * @return whether one of them has something to say
     */
    boolean await(ByteBuffer pollfds, int count, long nanos) throws SyscallException {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (exiting && left > 0 && !Thread.currentThread().isInterrupted()) {
            if (poll(pollfds, count, 0)) {
                return true;
            }
            LockSupport.parkNanos(Math.min(left, LOOK_NANOS));
            left = end - System.nanoTime();
        }
        return poll(pollfds, count, Math.max(0, left));
    }

    private boolean poll(ByteBuffer pollfds, int count, long nanos) throws SyscallException {
        timespec.putLong(0, nanos / SECOND_NANOS).putLong(Long.BYTES, nanos % SECOND_NANOS);
        return Linux.ppoll(pollfds, count, timespec) > 0;
    }
}
