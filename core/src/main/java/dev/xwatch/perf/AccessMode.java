package dev.xwatch.perf;

/** What a breakpoint waits for: those kinds that x86_64 has. It knows neither reads alone nor execution with data. */
public enum AccessMode {
    /** Execution of the instruction that starts at the address, reported before it runs. */
    X("x", 4),
    /** A write to the bytes, reported after the instruction. */
    W("w", 2),
    /** A read of or write to the bytes, reported after the instruction. */
    RW("rw", 1 | 2);

    private final String text;
    private final int bpType;

    AccessMode(String text, int bpType) {
        this.text = text;
        this.bpType = bpType;
    }

    /** {@code HW_BREAKPOINT_X}, {@code _W} or {@code _RW} of {@code linux/hw_breakpoint.h}. */
    public int bpType() {
        return bpType;
    }

    /** The mode as it is written in a watch specification: {@code x}, {@code w} or {@code rw}. */
    @Override
    public String toString() {
        return text;
    }
}
