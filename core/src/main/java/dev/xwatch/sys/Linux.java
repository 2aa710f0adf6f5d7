package dev.xwatch.sys;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/** System calls that open descriptors, or are about threads. Thread-safe. */
public final class Linux {
    private static final int PRIO_PROCESS = 0;
    private static final int EFD_CLOEXEC = 0x80000;
    private static final int EFD_NONBLOCK = 0x800;

    private static final int CPUCLOCK_PERTHREAD_SCHED = 4 | 2;

    private Linux() {}

    /**
     * {@code perf_event_open(2)}.
     *
     * @param attr a {@code struct perf_event_attr} in a direct buffer
     * @param pid the thread to observe, 0 for the calling one
     * @param cpu the CPU to observe it on, -1 for all
     * @param describe the arguments in words, for the error's text
     */
    public static Fd perfEventOpen(ByteBuffer attr, int pid, int cpu, int groupFd, long flags, String describe)
            throws SyscallException {
        try {
            return new Fd((int) Syscalls.call(
                    "perf_event_open",
                    describe,
                    Syscalls.PERF_EVENT_OPEN,
                    Syscalls.address(attr),
                    pid,
                    cpu,
                    groupFd,
                    flags));
        } finally {
            Reference.reachabilityFence(attr);
        }
    }

    /** {@code eventfd(2)}, non-blocking: readable after a write, until it is read. */
    public static Fd eventfd() throws SyscallException {
        return new Fd((int) Syscalls.call("eventfd2", "0", Syscalls.EVENTFD2, 0, EFD_CLOEXEC | EFD_NONBLOCK));
    }

    /** The calling thread's id, as in {@code /proc/self/task}. */
    public static int gettid() {
        return (int) Syscalls.raw(Syscalls.GETTID);
    }

    /**
     * {@code setpriority(2)} for one thread.
     *
     * @param nice -20 (most favoured) to 19
     * @throws SyscallException EACCES or EPERM for lower values than RLIMIT_NICE allows, without CAP_SYS_NICE
     */
    public static void setNice(int tid, int nice) throws SyscallException {
        Syscalls.call("setpriority", "tid " + tid + ", nice " + nice, Syscalls.SETPRIORITY, PRIO_PROCESS, tid, nice);
    }

    /**
     * The CPU time of a thread of this process: {@code clock_gettime(2)} of {@code CPUCLOCK_SCHED} with
     * {@code CPUCLOCK_PERTHREAD_MASK} ({@code include/linux/posix-timers.h}).
     *
     * @param tid 0 for the calling one
     * @param timespec a direct buffer of 16 bytes, {@code struct timespec}
     * @return in nanoseconds
     * @throws SyscallException EINVAL if it has ended
     */
    public static long cpuNanos(int tid, ByteBuffer timespec) throws SyscallException {
        try {
            long clock = ((long) ~tid << 3) | CPUCLOCK_PERTHREAD_SCHED;
            Syscalls.call("clock_gettime", "tid " + tid, Syscalls.CLOCK_GETTIME, clock, Syscalls.address(timespec));
            return timespec.getLong(0) * 1_000_000_000 + timespec.getLong(Long.BYTES);
        } finally {
            Reference.reachabilityFence(timespec);
        }
    }
}
