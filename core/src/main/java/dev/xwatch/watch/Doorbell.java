package dev.xwatch.watch;

import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** What a thread sleeps at: it wakes when another thread rings, or when there is something to read. */
final class Doorbell implements AutoCloseable {
    private static final short POLLIN = 1;
    private static final int POLLFD_BYTES = 8;

    private final Wakeup wakeup = new Wakeup();
    private final Poller poller = new Poller();
    private ByteBuffer pollfds = pollfds(List.of());

    Doorbell() throws SyscallException {}

    /** For any thread. */
    void ring() {
        wakeup.wake();
    }

    /** The JVM is ending. For any thread. */
    void exiting() {
        poller.exiting();
        ring();
    }

    /** From now on it wakes when one of these descriptors can be read, and no others. For the thread that sleeps. */
    void hear(List<Integer> descriptors) {
        pollfds = pollfds(descriptors);
    }

    private ByteBuffer pollfds(List<Integer> descriptors) {
        ByteBuffer buffer = ByteBuffer.allocateDirect((descriptors.size() + 1) * POLLFD_BYTES)
                .order(ByteOrder.nativeOrder());
        descriptors.forEach(fd -> buffer.putInt(fd).putShort(POLLIN).putShort((short) 0));
        return buffer.putInt(wakeup.fd()).putShort(POLLIN).putShort((short) 0);
    }

    /**
     * Sleeps until it wakes, or so long. For one thread.
     *
     * @return whether something woke it
     */
    boolean await(long nanos) throws SyscallException {
        boolean woken = poller.await(pollfds, pollfds.capacity() / POLLFD_BYTES, nanos);
        if (woken) {
            wakeup.clear();
        }
        return woken;
    }

    @Override
    public void close() {
        wakeup.close();
    }
}
