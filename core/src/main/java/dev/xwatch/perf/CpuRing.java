package dev.xwatch.perf;

import dev.xwatch.sys.Mapping;
import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;

/**
 * A mapped ring for the records of all events bound to one CPU, with one owner, who closes it. Thread-safe, so that a
 * close cannot take the memory away from a drain.
 */
public final class CpuRing implements AutoCloseable {
    private final int cpu;
    private final PerfEvent owner;
    private final Mapping mapping;
    private final Ring ring;
    private boolean closed;

    private CpuRing(int cpu, PerfEvent owner, Mapping mapping) {
        this.cpu = cpu;
        this.owner = owner;
        this.mapping = mapping;
        ByteBuffer whole = mapping.buffer();
        this.ring = new Ring(
                whole.slice(0, PerfAbi.PAGE_SIZE),
                whole.slice(PerfAbi.PAGE_SIZE, whole.capacity() - PerfAbi.PAGE_SIZE));
    }

    /**
     * Opens a ring that wakes its reader when a quarter of it is full.
     *
     * @param tid the thread, 0 for the calling one, that the ring's own event (which never occurs) belongs to: when it
     *     ends, {@code poll(2)} answers {@code POLLHUP} for ever, so it should live as long as the ring is read
     * @param pages pages of 4,096 bytes for records, a power of two; one more is mapped for the positions
     * @throws SyscallException {@code EPERM} from {@code mmap} if the user's locked memory is used up
     *     ({@code perf_event_mlock_kb})
     */
    public static CpuRing open(int cpu, int tid, int pages) throws SyscallException {
        return open(cpu, tid, pages, pages * PerfAbi.PAGE_SIZE / 4);
    }

    /** The same for a ring that wakes its reader at each record. */
    public static CpuRing openWaking(int cpu, int tid, int pages) throws SyscallException {
        return open(cpu, tid, pages, 1);
    }

    private static CpuRing open(int cpu, int tid, int pages, int wakeupWatermark) throws SyscallException {
        if (pages < 1 || Integer.bitCount(pages) != 1 || pages > Integer.MAX_VALUE / 2 / PerfAbi.PAGE_SIZE) {
            throw new IllegalArgumentException(pages + " pages: a ring has a power of two, and less than 1 GiB");
        }
        int dataBytes = pages * PerfAbi.PAGE_SIZE;
        PerfEvent owner = PerfEvent.open(PerfEventAttr.ringOwner(wakeupWatermark), tid, cpu);
        try {
            return new CpuRing(cpu, owner, Mapping.shared(owner.fd(), PerfAbi.PAGE_SIZE + dataBytes));
        } catch (SyscallException e) {
            owner.close();
            throw e;
        }
    }

    public int cpu() {
        return cpu;
    }

    /** Its capacity for records. */
    public int dataBytes() {
        return mapping.buffer().capacity() - PerfAbi.PAGE_SIZE;
    }

    /** The event to redirect others to, and whose descriptor is polled. */
    public PerfEvent owner() {
        return owner;
    }

    /**
     * Moves whole records to a buffer, as many as it has room for.
     *
     * @return the bytes moved; 0 if there is no record, no room for the next one (the largest has 65,528 bytes), or if
     *     the ring is closed
     */
    public synchronized int drainTo(ByteBuffer into) {
        return closed ? 0 : ring.drainTo(into);
    }

    /** How often all that was there was given up because of an impossible size or head, which no sound kernel writes. */
    public synchronized long corruptions() {
        return ring.corruptions();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            // In this order: an event whose ring is mapped lives on, and so do those whose records go there.
            mapping.close();
            owner.close();
        }
    }
}
