package dev.xwatch.sys;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Descriptors to wait for: an array of {@code struct pollfd} ({@code poll.h}). For one thread. */
public final class PollFds {
    /** There is something to read. */
    public static final short POLLIN = 0x1;

    /** Nothing comes any more; told unasked. */
    public static final short POLLHUP = 0x10;

    private static final int BYTES = 8;
    private static final int EVENTS = 4;
    private static final int REVENTS = 6;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final int count;
    private final ByteBuffer entries;
    private final ByteBuffer timespec = direct(2 * Long.BYTES);

    /** @param events what is asked for of each, such as {@link #POLLIN}; 0 for what is told unasked alone */
    public PollFds(List<Integer> descriptors, short events) {
        count = descriptors.size();
        entries = direct(count * BYTES);
        for (int i = 0; i < count; i++) {
            entries.putInt(i * BYTES, descriptors.get(i)).putShort(i * BYTES + EVENTS, events);
        }
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /**
     * {@code ppoll(2)} without a signal mask; a signal that interrupts it counts as a time-out.
     *
     * @param nanos how long to wait at most, not negative
     * @return whether one of them has something to say
     */
    public boolean poll(long nanos) throws SyscallException {
        timespec.putLong(0, nanos / SECOND_NANOS).putLong(Long.BYTES, nanos % SECOND_NANOS);
        try {
            // The arguments in words only for an error: this is called all the time.
            long result = Syscalls.raw(Syscalls.PPOLL, Syscalls.address(entries), count, Syscalls.address(timespec));
            if (result != -1) {
                return result > 0;
            }
            int errno = Syscalls.lastErrno();
            if (errno == Errno.EINTR) {
                return false;
            }
            throw new SyscallException("ppoll", count + " descriptors", errno);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Whether {@link #poll}, which was true, said this of the descriptor at that place. */
    public boolean has(int index, short event) {
        return (entries.getShort(index * BYTES + REVENTS) & event) != 0;
    }
}
