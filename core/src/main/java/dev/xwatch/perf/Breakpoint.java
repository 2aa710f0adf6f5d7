package dev.xwatch.perf;

import java.util.Set;

/**
 * What one debug register of x86_64 can watch.
 *
 * @param address the instruction's or the first byte's address
 * @param length how many bytes as asked for: 1, 2, 4 or 8; data must be aligned to it
 * @param mode the access waited for
 */
public record Breakpoint(long address, int length, AccessMode mode) {
    /**
     * The end of user space with four-level page tables ({@code TASK_SIZE_MAX} in {@code asm/page_64.h}). With five
     * levels the kernel gives higher addresses only to those who ask {@code mmap(2)} for one, which the JVM does not.
     */
    private static final long USER_SPACE_END = 0x7fff_ffff_f000L;

    private static final Set<Integer> LENGTHS = Set.of(1, 2, 4, 8);

    /** Where nothing is ever executed: below the least {@code vm.mmap_min_addr}, so nothing is ever mapped there. */
    public static final Breakpoint NOWHERE = new Breakpoint(8, Long.BYTES, AccessMode.X);

    /**
     * Refuses what the hardware or the kernel would.
     *
     * @throws IllegalArgumentException saying what cannot be, and what can
     */
    public Breakpoint {
        if (!LENGTHS.contains(length)) {
            throw new IllegalArgumentException("length " + length + ": a breakpoint covers 1, 2, 4 or 8 bytes");
        }
        if (address < 0) {
            throw new IllegalArgumentException(hex(address)
                    + " is a kernel address: only addresses of user space, below " + hex(USER_SPACE_END)
                    + ", can be watched");
        }
        long lastByte = mode == AccessMode.X ? address : address + length - 1;
        if (lastByte < 0 || lastByte >= USER_SPACE_END) {
            throw new IllegalArgumentException(hex(address) + " is not in user space: only addresses below "
                    + hex(USER_SPACE_END) + " can be watched");
        }
        if (mode != AccessMode.X && address % length != 0) {
            throw new IllegalArgumentException(hex(address) + " is not aligned to " + length
                    + ": data is watched at multiples of the length, here "
                    + hex(address - address % length) + " or " + hex(address - address % length + length)
                    + ", or with a smaller length");
        }
    }

    /**
     * The length to tell the kernel ({@code bp_len}). For execution it accepts {@code sizeof(long)} alone, whatever the
     * instruction's length: {@code arch_build_bp_info} in {@code arch/x86/kernel/hw_breakpoint.c}.
     */
    public int kernelLength() {
        return mode == AccessMode.X ? Long.BYTES : length;
    }

    /** {@code ADDRESS:LENGTH:MODE}, the address in hexadecimal. */
    @Override
    public String toString() {
        return hex(address) + ":" + length + ":" + mode;
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
