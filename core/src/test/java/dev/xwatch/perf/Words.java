package dev.xwatch.perf;

import dev.xwatch.sys.Mapping;
import dev.xwatch.sys.SyscallException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Memory to be watched, a long at a time. */
final class Words implements AutoCloseable {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final Mapping mapping;

    private Words(Mapping mapping) {
        this.mapping = mapping;
    }

    static Words map() throws SyscallException {
        return new Words(Mapping.anonymous(4096));
    }

    Breakpoint writesTo(int index) {
        return new Breakpoint(mapping.address() + (long) index * Long.BYTES, Long.BYTES, AccessMode.W);
    }

    /** Writes a word so many times; volatile, because a compiler may merge plain writes. */
    void write(int index, int times) {
        for (int i = 0; i < times; i++) {
            LONG.setVolatile(mapping.buffer(), index * Long.BYTES, (long) i);
        }
    }

    @Override
    public void close() {
        mapping.close();
    }
}
