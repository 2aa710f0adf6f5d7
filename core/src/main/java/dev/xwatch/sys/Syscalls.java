package dev.xwatch.sys;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.HeapInvocationBuffer;
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
 */
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
    static final long CLOCK_GETTIME = 228;
    static final long PPOLL = 271;
    static final long EVENTFD2 = 290;
    static final long PERF_EVENT_OPEN = 298;

    private static final int MOST_ARGUMENTS = 6;
    private static final CallContext CONTEXT = context();
    private static final long SYSCALL = Library.getDefault().getSymbolAddress("syscall");

    private Syscalls() {}

    static long call(String name, String arguments, long number, long... args) throws SyscallException {
        long result = raw(number, args);
        // errno means something only after -1: it is not reset by a call that succeeds.
        if (result == -1) {
            throw new SyscallException(name, arguments, lastErrno());
        }
        return result;
    }

    static long raw(long number, long... args) {
        HeapInvocationBuffer arguments = new HeapInvocationBuffer(CONTEXT);
        arguments.putLong(number);
        for (int i = 0; i < MOST_ARGUMENTS; i++) {
            arguments.putLong(i < args.length ? args[i] : 0);
        }
        return Invoker.getInstance().invokeLong(CONTEXT, SYSCALL, arguments);
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

    private static CallContext context() {
        Type[] parameters = new Type[1 + MOST_ARGUMENTS];
        Arrays.fill(parameters, Type.SINT64);
        return CallContext.getCallContext(Type.SINT64, parameters, CallingConvention.DEFAULT, true);
    }
}
