package dev.xwatch.sys;

/** An address of this process that could not be read: not mapped, or gone meanwhile. */
public final class MemoryAccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MemoryAccessException(long address, int length, String reason) {
        super(length + " bytes at 0x" + Long.toHexString(address) + " cannot be read: " + reason);
    }
}
