package dev.xwatch.sys;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open file descriptor with one owner, who closes it. Safe for use by several threads, close included. */
public final class Fd implements AutoCloseable {
    private final int number;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Fd(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public boolean isOpen() {
        return open.get();
    }

    /**
     * {@code ioctl(2)} with an integer argument.
     *
     * @param name the request's constant, for the error's text
     */
    public void ioctl(String name, long request, long argument) throws SyscallException {
        requireOpen();
        Syscalls.call(
                "ioctl", "fd " + number + ", " + name + ", " + argument, Syscalls.IOCTL, number, request, argument);
    }

    /** {@code ioctl(2)} whose argument is a structure: that of a direct buffer, from its first byte. */
    public void ioctl(String name, long request, ByteBuffer argument) throws SyscallException {
        requireOpen();
        try {
            Syscalls.call(
                    "ioctl", "fd " + number + ", " + name, Syscalls.IOCTL, number, request, Syscalls.address(argument));
        } finally {
            Reference.reachabilityFence(argument);
        }
    }

    /**
     * {@code read(2)} into a direct buffer, from its first byte up to its limit.
     *
     * @return the number of bytes read, 0 at the end of the file
     */
    public int read(ByteBuffer into) throws SyscallException {
        requireOpen();
        try {
            return (int)
                    Syscalls.call("read", "fd " + number, Syscalls.READ, number, Syscalls.address(into), into.limit());
        } finally {
            Reference.reachabilityFence(into);
        }
    }

    /** {@code write(2)} of a direct buffer, from its first byte up to its limit. */
    public int write(ByteBuffer from) throws SyscallException {
        requireOpen();
        try {
            return (int) Syscalls.call(
                    "write", "fd " + number, Syscalls.WRITE, number, Syscalls.address(from), from.limit());
        } finally {
            Reference.reachabilityFence(from);
        }
    }

    /** Closes it once; what {@code close(2)} answers is of no use to anyone, the descriptor is gone in every case. */
    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            Syscalls.raw(Syscalls.CLOSE, number);
        }
    }

    private void requireOpen() throws SyscallException {
        if (!open.get()) {
            throw new SyscallException("use of a closed descriptor", "fd " + number, Errno.EBADF);
        }
    }
}
