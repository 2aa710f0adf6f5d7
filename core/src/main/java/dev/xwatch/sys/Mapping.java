package dev.xwatch.sys;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Memory from {@code mmap(2)} with one owner, who unmaps it. Its buffer must not be used after {@link #close()}: the JVM
 * would die of it.
 */
public final class Mapping implements AutoCloseable {
    private static final int PROT_READ_WRITE = 1 | 2;
    private static final int MAP_SHARED = 1;
    private static final int MAP_PRIVATE_ANONYMOUS = 2 | 0x20;

    private final long address;
    private final int bytes;
    private final ByteBuffer buffer;
    private final AtomicBoolean mapped = new AtomicBoolean(true);

    private Mapping(long address, int bytes) {
        this.address = address;
        this.bytes = bytes;
        this.buffer = MemoryIO.getInstance().newDirectByteBuffer(address, bytes).order(ByteOrder.nativeOrder());
    }

    /** Maps the first bytes of a file or event, readable, writable and shared. */
    public static Mapping shared(Fd fd, int bytes) throws SyscallException {
        return map("fd " + fd.number() + ", " + bytes + " bytes, MAP_SHARED", bytes, MAP_SHARED, fd.number());
    }

    /** Maps zeroed memory of this process alone. */
    public static Mapping anonymous(int bytes) throws SyscallException {
        return map(bytes + " bytes, MAP_PRIVATE|MAP_ANONYMOUS", bytes, MAP_PRIVATE_ANONYMOUS, -1);
    }

    private static Mapping map(String arguments, int bytes, int flags, int fd) throws SyscallException {
        return new Mapping(Syscalls.mmap(arguments, bytes, PROT_READ_WRITE, flags, fd), bytes);
    }

    public long address() {
        return address;
    }

    /** The whole of it, in the machine's byte order. */
    public ByteBuffer buffer() {
        return buffer;
    }

    @Override
    public void close() {
        if (mapped.compareAndSet(true, false)) {
            Syscalls.raw(Syscalls.MUNMAP, address, bytes);
        }
    }
}
