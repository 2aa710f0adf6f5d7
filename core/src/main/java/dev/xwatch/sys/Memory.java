package dev.xwatch.sys;

import java.nio.charset.StandardCharsets;

/**
 * Reads of memory by address, little-endian, that fail instead of faulting: each method throws
 * {@link MemoryAccessException} where nothing is mapped.
 */
public interface Memory {
    /** The most that is read at once: more than anything is that HotSpot keeps in one piece. */
    int MOST_BYTES = 1 << 24;

    /** Reads exactly {@code length} bytes, or throws. */
    void read(long address, byte[] into, int offset, int length);

    /** @param length may come from memory too: one that cannot be is refused like an address that cannot */
    default byte[] bytes(long address, int length) {
        if (length < 0 || length > MOST_BYTES) {
            throw new MemoryAccessException(address, length, "nothing is as large");
        }
        byte[] bytes = new byte[length];
        read(address, bytes, 0, length);
        return bytes;
    }

    default long u64(long address) {
        return LittleEndian.i64(bytes(address, 8), 0);
    }

    default int i32(long address) {
        return LittleEndian.i32(bytes(address, 4), 0);
    }

    default int u16(long address) {
        return LittleEndian.u16(bytes(address, 2), 0);
    }

    default int u8(long address) {
        return bytes(address, 1)[0] & 0xff;
    }

    /** A zero-terminated string in Latin-1, at most 4,096 bytes of it. */
    default String cString(long address) {
        StringBuilder text = new StringBuilder();
        long at = address;
        while (text.length() < 4096) {
            // Up to the end of a page at a time: the next one may not be mapped.
            int chunk = (int) Math.min(256, 4096 - (at & 4095));
            byte[] bytes = bytes(at, chunk);
            for (int i = 0; i < chunk; i++) {
                if (bytes[i] == 0) {
                    return text.append(new String(bytes, 0, i, StandardCharsets.ISO_8859_1))
                            .toString();
                }
            }
            text.append(new String(bytes, StandardCharsets.ISO_8859_1));
            at += chunk;
        }
        return text.toString();
    }
}
