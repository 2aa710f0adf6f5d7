package dev.xwatch.perf;

import static dev.xwatch.perf.PerfAbi.*;

import dev.xwatch.sys.Errno;
import dev.xwatch.sys.Fd;
import dev.xwatch.sys.Linux;
import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * An event of one thread with one owner, who closes it. Thread-safe.
 *
 * <p>Closing it ends the events that other threads inherited from it. A slot is free again only when no ring of the event
 * is mapped any more.
 */
public final class PerfEvent implements AutoCloseable {
    private final Fd fd;
    private final PerfEventAttr attr;
    private final long id;
    /** For the structures that go to and come from the kernel; guarded by this. */
    private final ByteBuffer scratch;

    private PerfEvent(Fd fd, PerfEventAttr attr, ByteBuffer scratch) throws SyscallException {
        this.fd = fd;
        this.attr = attr;
        this.scratch = scratch;
        fd.ioctl("PERF_EVENT_IOC_ID", PERF_EVENT_IOC_ID, scratch);
        this.id = scratch.getLong(0);
    }

    /**
     * Opens a breakpoint that threads created later by its thread inherit.
     *
     * @param enabled whether it counts from the start; before it has a ring its hits are counted but not recorded
     * @param tid the thread's id, 0 for the calling one
     * @param cpu the CPU to observe the thread on; -1 for all, but then no ring can be shared with it
     * @throws SyscallException {@code ENOSPC} if the thread has no free slot, {@code ESRCH} if it has ended
     */
    public static PerfEvent breakpoint(Breakpoint breakpoint, boolean enabled, PerfFeatures features, int tid, int cpu)
            throws SyscallException {
        return open(PerfEventAttr.breakpoint(breakpoint, enabled, features), tid, cpu);
    }

    /** The same with other records. */
    public static PerfEvent breakpoint(
            Breakpoint breakpoint, boolean enabled, PerfFeatures features, Sampling sampling, int tid, int cpu)
            throws SyscallException {
        return open(PerfEventAttr.breakpoint(breakpoint, enabled, features).with(sampling), tid, cpu);
    }

    /** The same, but threads created later do not inherit it; not enabled. */
    public static PerfEvent uninheritedBreakpoint(
            Breakpoint breakpoint, PerfFeatures features, Sampling sampling, int tid, int cpu) throws SyscallException {
        return open(
                PerfEventAttr.breakpoint(breakpoint, false, features)
                        .with(sampling)
                        .uninherited(),
                tid,
                cpu);
    }

    /**
     * Opens an event that tells of executable mappings ({@link PerfRecord.Mmap2}) once it is enabled; threads created later
     * by its thread inherit it.
     *
     * @param tid the thread's id, 0 for the calling one
     */
    public static PerfEvent mappings(int tid, int cpu) throws SyscallException {
        return open(PerfEventAttr.mappings(), tid, cpu);
    }

    static PerfEvent open(PerfEventAttr attr, int tid, int cpu) throws SyscallException {
        ByteBuffer scratch = ByteBuffer.allocateDirect(PERF_ATTR_SIZE_VER7).order(ByteOrder.LITTLE_ENDIAN);
        attr.writeTo(scratch);
        String arguments = attr + ", " + (tid == 0 ? "the calling thread" : "tid " + tid) + ", "
                + (cpu == -1 ? "every cpu" : "cpu " + cpu) + ", PERF_FLAG_FD_CLOEXEC";
        Fd fd;
        try {
            fd = Linux.perfEventOpen(scratch, tid, cpu, -1, PERF_FLAG_FD_CLOEXEC, arguments);
        } catch (SyscallException e) {
            throw new PerfEventOpenException(e, attr, tid, cpu);
        }
        try {
            return new PerfEvent(fd, attr, scratch);
        } catch (SyscallException e) {
            fd.close();
            throw e;
        }
    }

    /** The id that stands in its records, and in those of the events that other threads inherited from it. */
    public long id() {
        return id;
    }

    /**
     * The descriptor for {@code poll(2)}: {@code POLLIN} when its ring, its own or the one it is redirected to, has
     * reached the watermark; {@code POLLHUP} when its thread and all those that inherited it have ended, and always when
     * it has no ring ({@code perf_poll} in {@code kernel/events/core.c}). Each {@code POLLIN} is told once for all events
     * that share a ring: who polls one of them takes it from the others.
     */
    public Fd fd() {
        return fd;
    }

    /** Starts to count, in the threads that inherited it too. */
    public void enable() throws SyscallException {
        fd.ioctl("PERF_EVENT_IOC_ENABLE", PERF_EVENT_IOC_ENABLE, 0);
    }

    /** Ceases to count, in the threads that inherited it too. It keeps its slot. */
    public void disable() throws SyscallException {
        fd.ioctl("PERF_EVENT_IOC_DISABLE", PERF_EVENT_IOC_DISABLE, 0);
    }

    /** Moves it elsewhere, in the threads that inherited it too. Its id, ring and count stay. */
    public synchronized void modify(Breakpoint breakpoint, boolean enabled) throws SyscallException {
        PerfEventAttr modified = attr.with(breakpoint, enabled);
        modified.writeTo(scratch);
        fd.ioctl("PERF_EVENT_IOC_MODIFY_ATTRIBUTES to " + modified, PERF_EVENT_IOC_MODIFY_ATTRIBUTES, scratch);
    }

    /**
     * Lets its records, and those of the threads that inherited it, go to the mapped ring of another event.
     *
     * @throws SyscallException {@code EINVAL} unless both are bound to the same CPU
     */
    public void redirectTo(PerfEvent ringOwner) throws SyscallException {
        fd.ioctl("PERF_EVENT_IOC_SET_OUTPUT", PERF_EVENT_IOC_SET_OUTPUT, ringOwner.fd.number());
    }

    public synchronized Reading read() throws SyscallException {
        // struct read_format: u64 value, u64 id, and u64 lost if it was asked for
        boolean hasLost = (attr.readFormat() & PERF_FORMAT_LOST) != 0;
        int expected = hasLost ? 3 * Long.BYTES : 2 * Long.BYTES;
        scratch.clear();
        int bytes = fd.read(scratch);
        if (bytes != expected) {
            throw new SyscallException(
                    "read", "fd " + fd.number() + ": " + bytes + " bytes, not " + expected, Errno.EIO);
        }
        return new Reading(scratch.getLong(0), hasLost ? OptionalLong.of(scratch.getLong(16)) : OptionalLong.empty());
    }

    @Override
    public void close() {
        fd.close();
    }
}
