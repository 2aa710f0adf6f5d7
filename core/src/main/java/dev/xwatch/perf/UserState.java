package dev.xwatch.perf;

/**
 * What {@code PERF_SAMPLE_REGS_USER} and {@code PERF_SAMPLE_STACK_USER} add to a hit: the registers of x86_64 that its stack
 * and its arguments are found by, and the topmost piece of its stack. Immutable.
 */
public final class UserState {
    /** Bits of {@code enum perf_event_x86_regs}: rcx, rdx, rsi, rdi, rbp, rsp, r8, r9. The kernel writes them in this order. */
    private static final int[] BITS = {2, 3, 4, 5, 6, 7, 16, 17};

    static final int REGISTERS = BITS.length;

    private final long[] registers;
    private final byte[] stack;

    UserState(long[] registers, byte[] stack) {
        this.registers = registers;
        this.stack = stack;
    }

    /** For {@code sample_regs_user}. */
    static long mask() {
        long mask = 0;
        for (int bit : BITS) {
            mask |= 1L << bit;
        }
        return mask;
    }

    public long rcx() {
        return registers[0];
    }

    public long rdx() {
        return registers[1];
    }

    public long rsi() {
        return registers[2];
    }

    public long rdi() {
        return registers[3];
    }

    public long rbp() {
        return registers[4];
    }

    public long rsp() {
        return registers[5];
    }

    public long r8() {
        return registers[6];
    }

    public long r9() {
        return registers[7];
    }

    /** The bytes from {@link #rsp()} on, less than asked for at the stack's end. Not to be changed. */
    public byte[] stack() {
        return stack;
    }
}
