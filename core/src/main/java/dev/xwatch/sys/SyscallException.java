package dev.xwatch.sys;

import java.io.IOException;

/** A system call that returned -1: which one, with which arguments, and errno. */
public class SyscallException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final String arguments;
    private final int errno;

    public SyscallException(String call, String arguments, int errno) {
        super(call + "(" + arguments + "): " + Errno.name(errno) + " (" + errno + ")");
        this.call = call;
        this.arguments = arguments;
        this.errno = errno;
    }

    /** The call's name as in its man page, for example {@code perf_event_open}. */
    public final String call() {
        return call;
    }

    /** The arguments as a person would write them. */
    public final String arguments() {
        return arguments;
    }

    /** One of the numbers in {@link Errno}, or another that the kernel answered. */
    public final int errno() {
        return errno;
    }
}
