package dev.xwatch.hotspot;

import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;

/**
 * {@code UNSIGNED5} ({@code code/compressedStream.hpp}, since JDK 20 {@code utilities/unsigned5.hpp}): ints of 1 to 5 bytes,
 * least significant first. A byte of 192 or more says that another follows; since JDK 20 no byte is 0, so that all are
 * one more than their value.
 */
final class Unsigned5 {
    private static final int FIRST_JDK_WITHOUT_ZEROS = 20;
    private static final int CONTINUED = 192;
    private static final int BITS = 6;
    private static final int MAX_BYTES = 5;

    private final int base;

    Unsigned5(int base) {
        this.base = base;
    }

    static Unsigned5 ofThisJdk() {
        return new Unsigned5(Runtime.version().feature() >= FIRST_JDK_WITHOUT_ZEROS ? 1 : 0);
    }

    Reader reader(Memory memory, long address, int chunk) {
        return new Reader(memory, address, chunk);
    }

    /** Of a stream that was read already, or at least as much of it as will be asked for. */
    Reader reader(byte[] bytes, int from) {
        Reader reader = new Reader(Unsigned5::end, 0, bytes.length);
        reader.ahead = bytes;
        reader.at = from;
        return reader;
    }

    private static void end(long address, byte[] into, int offset, int length) {
        throw new MemoryAccessException(address, length, "a compressed stream without an end");
    }

    /** Reads a stream whose end is known to its reader only, some bytes ahead but never beyond a page. */
    final class Reader {
        private static final int PAGE = PageCache.PAGE;

        private final Memory memory;
        private final int chunk;
        private long next;
        private byte[] ahead = new byte[0];
        private int at;

        private Reader(Memory memory, long address, int chunk) {
            this.memory = memory;
            this.next = address;
            this.chunk = chunk;
        }

        int byteValue() {
            if (at == ahead.length) {
                int length = (int) Math.min(chunk, PAGE - (next & (PAGE - 1)));
                ahead = memory.bytes(next, length);
                next += length;
                at = 0;
            }
            return ahead[at++] & 0xff;
        }

        int intValue() {
            int value = 0;
            for (int i = 0; i < MAX_BYTES; i++) {
                int code = byteValue();
                value += (code - base) << (BITS * i);
                if (code < CONTINUED) {
                    break;
                }
            }
            return value;
        }

        /** The sign is the lowest bit. */
        int signedValue() {
            int value = intValue();
            return (value >>> 1) ^ -(value & 1);
        }
    }
}
