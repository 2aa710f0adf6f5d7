package dev.xwatch.sys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * This process's memory through {@code /proc/self/mem} and {@code pread(2)}: about a microsecond a read, and an error
 * instead of a signal for an address that is gone. Not a {@code FileChannel}, which an interrupt would close. Thread-safe;
 * readers take turns.
 */
public final class ProcessMemory implements Memory, AutoCloseable {
    private static final int CHUNK = 64 * 1024;
    private static final int O_RDONLY_CLOEXEC = 0x80000;

    private final Fd mem;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);

    private ProcessMemory(Fd mem) {
        this.mem = mem;
    }

    /** @throws SyscallException if {@code /proc} is not mounted, or the process may not be read (not dumpable) */
    public static ProcessMemory open() throws SyscallException {
        byte[] path = "/proc/self/mem\0".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer name = ByteBuffer.allocateDirect(path.length).put(0, path);
        return new ProcessMemory(new Fd((int) Syscalls.call(
                "open", "/proc/self/mem, O_RDONLY", Syscalls.OPEN, Syscalls.address(name), O_RDONLY_CLOEXEC)));
    }

    @Override
    public synchronized void read(long address, byte[] into, int offset, int length) {
        int done = 0;
        while (done < length) {
            int wanted = Math.min(CHUNK, length - done);
            long got = mem.isOpen()
                    ? Syscalls.raw(Syscalls.PREAD64, mem.number(), Syscalls.address(buffer), wanted, address + done)
                    : -1;
            if (got <= 0) {
                String reason =
                        !mem.isOpen() ? "closed" : got == 0 ? "nothing there" : Errno.name(Syscalls.lastErrno());
                throw new MemoryAccessException(address, length, reason);
            }
            buffer.get(0, into, offset + done, (int) got);
            done += (int) got;
        }
    }

    @Override
    public synchronized void close() {
        mem.close();
    }
}
