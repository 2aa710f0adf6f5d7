package dev.xwatch.perf;

/**
 * What {@code PERF_SAMPLE_REGS_USER} and {@code PERF_SAMPLE_STACK_USER} add to a hit: the registers of x86_64 that its stack
 * and its arguments are found by, and the topmost piece of its stack. Immutable.
 */
public final class UserState {
    private final UserRegisters taken;
    private final long[] registers;
    private final byte[] stack;

    /** @param registers as {@link UserRegisters#spread} has them */
    UserState(UserRegisters taken, long[] registers, byte[] stack) {
        this.taken = taken;
        this.registers = registers;
        this.stack = stack;
    }

    /** Whether all registers are known; else {@link #rbp} and {@link #rsp} alone, and the others are 0. */
    public boolean hasArguments() {
        return taken == UserRegisters.ARGUMENTS;
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
