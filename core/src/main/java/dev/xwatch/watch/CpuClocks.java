package dev.xwatch.watch;

import dev.xwatch.sys.Linux;
import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The CPU time of some threads, added up. Threads add themselves; one of them asks. */
final class CpuClocks {
    private final List<Integer> threads = new CopyOnWriteArrayList<>();
    private final ByteBuffer timespec =
            ByteBuffer.allocateDirect(2 * Long.BYTES).order(ByteOrder.nativeOrder());

    void addCurrent() {
        threads.add(Linux.gettid());
    }

    /** Without those that have ended. */
    long nanos() {
        long sum = 0;
        for (int thread : threads) {
            sum += nanos(thread);
        }
        return sum;
    }

    private long nanos(int thread) {
        try {
            return Linux.cpuNanos(thread, timespec);
        } catch (SyscallException e) {
            return 0;
        }
    }
}
