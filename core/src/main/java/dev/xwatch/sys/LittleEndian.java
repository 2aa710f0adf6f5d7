package dev.xwatch.sys;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Little-endian numbers in bytes that were read from memory. Each method throws {@link MemoryAccessException} where the
 * number is not among them: an offset may come from memory too.
 */
public final class LittleEndian {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    public static long i64(byte[] bytes, int offset) {
        try {
            return (long) LONG.get(bytes, offset);
        } catch (IndexOutOfBoundsException e) {
            throw notRead(bytes, offset, Long.BYTES);
        }
    }

    public static int i32(byte[] bytes, int offset) {
        try {
            return (int) INT.get(bytes, offset);
        } catch (IndexOutOfBoundsException e) {
            throw notRead(bytes, offset, Integer.BYTES);
        }
    }

    public static int u16(byte[] bytes, int offset) {
        try {
            return (short) SHORT.get(bytes, offset) & 0xffff;
        } catch (IndexOutOfBoundsException e) {
            throw notRead(bytes, offset, Short.BYTES);
        }
    }

    public static byte i8(byte[] bytes, int offset) {
        if (offset < 0 || offset >= bytes.length) {
            throw notRead(bytes, offset, Byte.BYTES);
        }
        return bytes[offset];
    }

    private static MemoryAccessException notRead(byte[] bytes, int offset, int length) {
        return new MemoryAccessException(offset, length, "that is counted from " + bytes.length + " which were read");
    }
}
