package dev.xwatch.watch;

import dev.xwatch.sys.Fd;
import dev.xwatch.sys.Linux;
import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Ends another thread's {@code poll(2)}: an eventfd. Thread-safe. */
final class Wakeup implements AutoCloseable {
    private final Fd eventfd = Linux.eventfd();
    private final ByteBuffer one = number();
    /** For the thread that is woken. */
    private final ByteBuffer cleared = number();

    Wakeup() throws SyscallException {}

    /** Never while it is being closed: another's descriptor may have its number a moment later. */
    synchronized void wake() {
        try {
            eventfd.write(one);
        } catch (SyscallException e) {
            // A full counter is already a wake-up, and a closed one has nobody left to wake.
        }
    }

    /** For the thread that is woken. */
    void clear() {
        try {
            eventfd.read(cleared);
        } catch (SyscallException e) {
            // EAGAIN: nobody had woken it.
        }
    }

    int fd() {
        return eventfd.number();
    }

    private static ByteBuffer number() {
        return ByteBuffer.allocateDirect(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(0, 1);
    }

    @Override
    public synchronized void close() {
        eventfd.close();
    }
}
