package dev.xwatch.demo;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.LastError;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;

/**
 * Anonymous memory by mmap(2), mprotect(2) and munmap(2), called through jffi: it maps no executable memory of its own,
 * unlike jnr-ffi, whose generated stubs would be one more page of code to watch. Thread-safe.
 */
final class NativeMemory {
    /** Protection as in {@code asm-generic/mman-common.h}. */
    static final int PROT_READ = 1;

    static final int PROT_WRITE = 2;
    static final int PROT_EXEC = 4;

    /** Flags as in {@code linux/mman.h} and {@code asm-generic/mman-common.h}. */
    private static final int MAP_PRIVATE = 0x02;

    private static final int MAP_ANONYMOUS = 0x20;
    private static final int MAP_FIXED_NOREPLACE = 0x100000;

    private static final long MAP_FAILED = -1;

    private final Invoker invoker = Invoker.getInstance();
    private final long mmap;
    private final long mprotect;
    private final long munmap;
    private final CallContext mmapContext = context(
            Type.POINTER, Type.POINTER, Type.ULONG_LONG, Type.SINT32, Type.SINT32, Type.SINT32, Type.SLONG_LONG);
    private final CallContext mprotectContext = context(Type.SINT32, Type.POINTER, Type.ULONG_LONG, Type.SINT32);
    private final CallContext munmapContext = context(Type.SINT32, Type.POINTER, Type.ULONG_LONG);

    private NativeMemory(Library libc) {
        mmap = libc.getSymbolAddress("mmap");
        mprotect = libc.getSymbolAddress("mprotect");
        munmap = libc.getSymbolAddress("munmap");
    }

    /** @throws DemoException if jffi cannot be loaded into this JVM */
    static NativeMemory open() throws DemoException {
        try {
            return new NativeMemory(Library.getDefault());
        } catch (LinkageError e) {
            throw new DemoException("jffi cannot load its native library: " + e);
        }
    }

    /** Maps {@code length} bytes wherever the kernel likes and returns their address. */
    long map(long length, int protection) throws DemoException {
        return map(0, length, protection, MAP_PRIVATE | MAP_ANONYMOUS);
    }

    /**
     * Maps {@code length} bytes at {@code address}, which must be a multiple of the page size.
     *
     * @throws DemoException also if something is mapped there (EEXIST)
     */
    void mapAt(long address, long length, int protection) throws DemoException {
        long got = map(address, length, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE);
        if (got != address) {
            // Before Linux 4.17 the flag is unknown and the address only a wish.
            unmap(got, length);
            throw new DemoException("the kernel does not map at " + Reporter.hex(address) + " what is asked for there");
        }
    }

    private long map(long address, long length, int protection, int flags) throws DemoException {
        long got = invoker.invokeN6(mmapContext, mmap, address, length, protection, flags, -1, 0);
        if (got == MAP_FAILED) {
            throw failed("mmap", address);
        }
        return got;
    }

    /** Changes what may be done with mapped memory. */
    void protect(long address, long length, int protection) throws DemoException {
        if ((int) invoker.invokeN3(mprotectContext, mprotect, address, length, protection) != 0) {
            throw failed("mprotect", address);
        }
    }

    void unmap(long address, long length) throws DemoException {
        if ((int) invoker.invokeN2(munmapContext, munmap, address, length) != 0) {
            throw failed("munmap", address);
        }
    }

    private static CallContext context(Type result, Type... parameters) {
        return CallContext.getCallContext(result, parameters, CallingConvention.DEFAULT, true);
    }

    private static DemoException failed(String call, long address) {
        return new DemoException(call + " at " + Reporter.hex(address) + " failed: errno "
                + LastError.getInstance().get());
    }
}
