package dev.xwatch.diag;

import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.ThreadEvents;
import dev.xwatch.procfs.Cpus;
import dev.xwatch.sys.Mapping;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A breakpoint on data that is written and read. */
final class DataProbe implements Probe {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int ACCESSES = 100;
    private static final int BYTES = 4096;
    private static final int RING_PAGES = 4;

    private final AccessMode mode;

    DataProbe(AccessMode mode) {
        this.mode = mode;
    }

    @Override
    public Finding run() throws IOException {
        try (Mapping memory = Mapping.anonymous(BYTES)) {
            Breakpoint breakpoint = new Breakpoint(memory.address(), Long.BYTES, mode);
            try (ThreadEvents events = ThreadEvents.open(breakpoint, PerfFeatures.probe(), Cpus.online(), RING_PAGES)) {
                long sum = 0;
                for (int i = 0; i < ACCESSES; i++) {
                    // Volatile: each is one access, whatever the compiler does to the loop.
                    LONG.setVolatile(memory.buffer(), 0, i + sum);
                    sum = (long) LONG.getVolatile(memory.buffer(), 0);
                }
                return mode == AccessMode.W
                        ? Exactly.judge("writes", ACCESSES, events.count())
                        : Exactly.judge("writes and reads", 2L * ACCESSES, events.count());
            }
        }
    }
}
