package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;

/** The topmost piece of a thread's stack as it was at a hit. Immutable. */
public final class CapturedStack {
    private final long low;
    private final byte[] bytes;

    /** @param low the address of the first byte: the stack pointer then */
    public CapturedStack(long low, byte[] bytes) {
        this.low = low;
        this.bytes = bytes;
    }

    /** Whether the word at an address was captured. */
    boolean holds(long address) {
        long distance = address - low;
        return distance >= 0 && distance <= bytes.length - Long.BYTES;
    }

    /** The word at an address that it {@link #holds}. */
    long word(long address) {
        return LittleEndian.i64(bytes, (int) (address - low));
    }

    int size() {
        return bytes.length;
    }
}
