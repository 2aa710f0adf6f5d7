package dev.xwatch.perf;

import dev.xwatch.sys.SyscallException;

/** A refusal of {@code perf_event_open(2)}, with what was asked for. */
final class PerfEventOpenException extends SyscallException {
    private static final long serialVersionUID = 1L;

    private final transient PerfEventAttr attr;
    private final int tid;
    private final int cpu;

    PerfEventOpenException(SyscallException refusal, PerfEventAttr attr, int tid, int cpu) {
        super(refusal.call(), refusal.arguments(), refusal.errno());
        initCause(refusal);
        this.attr = attr;
        this.tid = tid;
        this.cpu = cpu;
    }

    PerfEventAttr attr() {
        return attr;
    }

    /** The thread, 0 for the one that called. */
    int tid() {
        return tid;
    }

    /** The CPU, -1 for all. */
    int cpu() {
        return cpu;
    }
}
