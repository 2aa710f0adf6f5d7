package dev.xwatch.sys;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Type;

/**
 * Functions that nobody else calls, each a single {@code ret}, in memory of their own: calls of them can be counted. Must
 * not be called after {@link #close()}: the JVM would die of it.
 */
public final class CodePage implements AutoCloseable {
    /** How many functions there are. */
    public static final int FUNCTIONS = 4;

    private static final int BYTES = 4096;
    private static final int APART = 64;
    private static final byte RET = (byte) 0xc3;
    private static final int PROT_READ_EXEC = 1 | 4;

    private final Mapping mapping;
    private final CallContext noArguments =
            CallContext.getCallContext(Type.VOID, new Type[0], CallingConvention.DEFAULT, false);

    private CodePage(Mapping mapping) {
        this.mapping = mapping;
    }

    /** @throws SyscallException {@code EACCES} where a security module forbids to make memory executable */
    public static CodePage map() throws SyscallException {
        Mapping mapping = Mapping.anonymous(BYTES);
        try {
            for (int function = 0; function < FUNCTIONS; function++) {
                mapping.buffer().put(function * APART, RET);
            }
            // Never writable and executable at once: hardened kernels forbid it.
            Syscalls.call(
                    "mprotect",
                    BYTES + " bytes, PROT_READ|PROT_EXEC",
                    Syscalls.MPROTECT,
                    mapping.address(),
                    BYTES,
                    PROT_READ_EXEC);
            return new CodePage(mapping);
        } catch (SyscallException e) {
            mapping.close();
            throw e;
        }
    }

    /** @param function its number, less than {@value #FUNCTIONS} */
    public long address(int function) {
        return mapping.address() + (long) function * APART;
    }

    /** Calls it once: its instruction is executed exactly once. */
    public void call(int function) {
        Invoker.getInstance().invokeN0(noArguments, address(function));
    }

    @Override
    public void close() {
        mapping.close();
    }
}
