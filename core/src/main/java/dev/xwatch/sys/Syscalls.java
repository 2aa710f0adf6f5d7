package dev.xwatch.sys;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.LastError;
import com.kenai.jffi.Library;
import com.kenai.jffi.MemoryIO;
import com.kenai.jffi.Type;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Raw system calls by their x86_64 numbers ({@code asm/unistd_64.h}), through libc's variadic {@code syscall(2)}; a result
 * of -1 becomes a {@link SyscallException}. Thread-safe.
 *
 * <p>jffi passes six numbers in registers; more would take its buffers, a dozen classes to load when a JVM starts. So a
 * call's number leaves room for five arguments, and {@code mmap(2)}, which has six, is called by its own name.
 */
final class Syscalls {
    static final long READ = 0;
    static final long WRITE = 1;
    static final long OPEN = 2;
    static final long CLOSE = 3;
    static final long MPROTECT = 10;
    static final long MUNMAP = 11;
    static final long IOCTL = 16;
    static final long PREAD64 = 17;
    static final long SETPRIORITY = 141;
    static final long GETTID = 186;
    static final long CLOCK_GETTIME = 228;
    static final long PPOLL = 271;
    static final long EVENTFD2 = 290;
    static final long PERF_EVENT_OPEN = 298;

    private static final CallContext SIX_LONGS = sixLongs();
    private static final long SYSCALL = Library.getDefault().getSymbolAddress("syscall");
    private static final long MMAP = Library.getDefault().getSymbolAddress("mmap");

    private Syscalls() {}

    static long call(String name, String arguments, long number, long... args) throws SyscallException {
        long result = raw(number, args);
        // errno means something only after -1: it is not reset by a call that succeeds.
        if (result == -1) {
            throw new SyscallException(name, arguments, lastErrno());
        }
        return result;
    }

    /** @param args five at most */
    static long raw(long number, long... args) {
        return Invoker.getInstance()
                .invokeL6(SIX_LONGS, SYSCALL, number, at(args, 0), at(args, 1), at(args, 2), at(args, 3), at(args, 4));
    }

    private static long at(long[] args, int index) {
        return index < args.length ? args[index] : 0;
    }

    /** {@code mmap(2)} of the first bytes of a file, or of none, wherever the kernel finds room. */
    static long mmap(String arguments, int bytes, int protection, int flags, int fd) throws SyscallException {
        long address = Invoker.getInstance().invokeL6(SIX_LONGS, MMAP, 0, bytes, protection, flags, fd, 0);
        if (address == -1) {
            throw new SyscallException("mmap", arguments, lastErrno());
        }
        return address;
    }

    static int lastErrno() {
        return LastError.getInstance().get();
    }

    /** The address of a direct buffer's first byte (its position does not count). The caller keeps it reachable. */
    static long address(ByteBuffer direct) {
        if (!direct.isDirect()) {
            throw new IllegalArgumentException("not a direct buffer");
        }
        return MemoryIO.getInstance().getDirectBufferAddress(direct);
    }

    private static CallContext sixLongs() {
        Type[] parameters = new Type[6];
        Arrays.fill(parameters, Type.SINT64);
        return CallContext.getCallContext(Type.SINT64, parameters, CallingConvention.DEFAULT, true);
    }
}
