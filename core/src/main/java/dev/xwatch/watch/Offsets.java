package dev.xwatch.watch;

/** Offsets at the end of a spec. */
final class Offsets {
    private Offsets() {}

    /** {@code +0x10}; nothing for 0. */
    static String text(long offset) {
        return offset == 0 ? "" : "+0x" + Long.toHexString(offset);
    }
}
