package dev.xwatch.watch;

import dev.xwatch.sys.Linux;
import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The CPU time of the calling thread. For one thread. */
final class OwnCpuTime {
    private final ByteBuffer timespec =
            ByteBuffer.allocateDirect(2 * Long.BYTES).order(ByteOrder.nativeOrder());

    /** Not asked of a {@code ThreadMXBean}: to get one takes dozens of classes when a JVM starts. */
    long nanos() {
        try {
            return Linux.cpuNanos(0, timespec);
        } catch (SyscallException e) {
            throw new IllegalStateException(e); // the calling thread has not ended
        }
    }
}
