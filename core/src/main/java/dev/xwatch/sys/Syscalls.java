package dev.xwatch.sys;

import java.nio.ByteBuffer;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** Raw system calls by their x86_64 numbers ({@code asm/unistd_64.h}); a result of -1 becomes a {@link SyscallException}. */
final class Syscalls {
    static final long READ = 0;
    static final long WRITE = 1;
    static final long OPEN = 2;
    static final long CLOSE = 3;
    static final long POLL = 7;
    static final long MMAP = 9;
    static final long MPROTECT = 10;
    static final long MUNMAP = 11;
    static final long IOCTL = 16;
    static final long PREAD64 = 17;
    static final long SETPRIORITY = 141;
    static final long GETTID = 186;
    static final long EVENTFD2 = 290;
    static final long PERF_EVENT_OPEN = 298;

    private static final LibC LIBC = LibraryLoader.create(LibC.class).load("c");
    private static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private Syscalls() {}

    static long call(String name, String arguments, long number, long... args) throws SyscallException {
        long result = raw(number, args);
        // errno means something only after -1: it is not reset by a call that succeeds.
        if (result == -1) {
            throw new SyscallException(name, arguments, RUNTIME.getLastError());
        }
        return result;
    }

    static long raw(long number, long... args) {
        return LIBC.syscall(number, at(args, 0), at(args, 1), at(args, 2), at(args, 3), at(args, 4), at(args, 5));
    }

    static int lastErrno() {
        return RUNTIME.getLastError();
    }

    /** The address of a direct buffer's first byte (its position does not count). The caller keeps it reachable. */
    static long address(ByteBuffer direct) {
        if (!direct.isDirect()) {
            throw new IllegalArgumentException("not a direct buffer");
        }
        return Pointer.wrap(RUNTIME, direct).address();
    }

    private static long at(long[] args, int index) {
        return index < args.length ? args[index] : 0;
    }
}
