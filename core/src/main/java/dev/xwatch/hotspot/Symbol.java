package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code Symbol} ({@code oops/symbol.hpp}): a length and that many bytes of modified UTF-8. */
final class Symbol {
    /** Long enough for most names: one read instead of two. */
    private static final int USUAL_BYTES = 96;

    private final int length;
    private final int body;

    Symbol(VmStructs vm) throws HotSpotUnavailableException {
        length = vm.offset("Symbol::_length");
        body = vm.offset("Symbol::_body", "Symbol::_body[0]");
    }

    /** The text of the symbol at an address. */
    String text(Memory memory, long address) {
        byte[] start = start(memory, address);
        int bytes = LittleEndian.u16(start, length);
        if (body + bytes <= start.length) {
            return decode(address, start, body, bytes);
        }
        return decode(address, memory.bytes(address + body, bytes), 0, bytes);
    }

    private byte[] start(Memory memory, long address) {
        try {
            return memory.bytes(address, USUAL_BYTES);
        } catch (MemoryAccessException e) {
            // A short symbol at the end of a mapping.
            return memory.bytes(address, body);
        }
    }

    private static String decode(long address, byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] < 0) {
                return decodeModifiedUtf8(address, bytes, offset, length);
            }
        }
        return new String(bytes, offset, length, StandardCharsets.US_ASCII);
    }

    private static String decodeModifiedUtf8(long address, byte[] bytes, int offset, int length) {
        byte[] utf = new byte[2 + length];
        utf[0] = (byte) (length >> 8);
        utf[1] = (byte) length;
        System.arraycopy(bytes, offset, utf, 2, length);
        try {
            return new DataInputStream(new ByteArrayInputStream(utf)).readUTF();
        } catch (IOException e) {
            // What was a symbol once has been given back.
            throw new MemoryAccessException(address, length, "no modified UTF-8");
        }
    }
}
