package dev.xwatch.demo;

import static dev.xwatch.demo.NativeMemory.PROT_EXEC;
import static dev.xwatch.demo.NativeMemory.PROT_READ;
import static dev.xwatch.demo.NativeMemory.PROT_WRITE;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.MemoryIO;
import com.kenai.jffi.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * A page of memory of its own with one generated function, {@code int f(void)}, at its start. Once the function is
 * written and executable, any thread may call it; nobody may any more when the page is closed.
 */
final class CodePage implements AutoCloseable {
    /** Length of a page on x86_64. */
    static final int BYTES = 4096;

    /** {@code mov eax, imm32} (B8 id), Intel SDM volume 2. */
    private static final byte MOV_EAX = (byte) 0xb8;
    /** {@code ret} near (C3). */
    private static final byte RET = (byte) 0xc3;

    private final NativeMemory memory;
    private final long address;
    private final Invoker invoker = Invoker.getInstance();
    private final CallContext returnsInt =
            CallContext.getCallContext(Type.SINT32, new Type[0], CallingConvention.DEFAULT, false);

    private CodePage(NativeMemory memory, long address) {
        this.memory = memory;
        this.address = address;
    }

    /**
     * Maps a page that can be written.
     *
     * @param at where, a multiple of {@link #BYTES}; if empty, the kernel chooses
     * @param executable whether it can be executed at the same time
     */
    static CodePage map(NativeMemory memory, OptionalLong at, boolean executable) throws DemoException {
        int protection = PROT_READ | PROT_WRITE | (executable ? PROT_EXEC : 0);
        if (at.isEmpty()) {
            return new CodePage(memory, memory.map(BYTES, protection));
        }
        memory.mapAt(at.getAsLong(), BYTES, protection);
        return new CodePage(memory, at.getAsLong());
    }

    long address() {
        return address;
    }

    /** Writes a function that returns {@code value}. The page must be writable. */
    void writeFunction(int value) {
        byte[] code = ByteBuffer.allocate(6)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MOV_EAX)
                .putInt(value)
                .put(RET)
                .array();
        MemoryIO.getInstance().putByteArray(address, code, 0, code.length);
    }

    /** Makes the page executable and no longer writable. */
    void makeExecutable() throws DemoException {
        memory.protect(address, BYTES, PROT_READ | PROT_EXEC);
    }

    /** Executes the function once. */
    int call() {
        return invoker.invokeI0(returnsInt, address);
    }

    @Override
    public void close() throws DemoException {
        memory.unmap(address, BYTES);
    }
}
