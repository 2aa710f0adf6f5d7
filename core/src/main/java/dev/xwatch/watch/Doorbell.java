package dev.xwatch.watch;

import dev.xwatch.sys.PollFds;
import dev.xwatch.sys.SyscallException;
import java.util.List;
import java.util.stream.Stream;

/** What a thread sleeps at: it wakes when another thread rings, or when there is something to read. */
final class Doorbell implements AutoCloseable {
    private final Wakeup wakeup = new Wakeup();
    private final Poller poller = new Poller();
    /** The eventfd is the first. */
    private PollFds descriptors = with(List.of());

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
    void hear(List<Integer> others) {
        descriptors = with(others);
    }

    private PollFds with(List<Integer> others) {
        return new PollFds(
                Stream.concat(Stream.of(wakeup.fd()), others.stream()).toList(), PollFds.POLLIN);
    }

    /**
     * Sleeps until it wakes, or so long. For one thread.
     *
     * @return whether something woke it
     */
    boolean await(long nanos) throws SyscallException {
        boolean woken = poller.await(descriptors, nanos);
        if (woken && descriptors.has(0, PollFds.POLLIN)) {
            wakeup.clear();
        }
        return woken;
    }

    @Override
    public void close() {
        wakeup.close();
    }
}
