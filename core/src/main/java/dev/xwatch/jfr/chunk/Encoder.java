package dev.xwatch.jfr.chunk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes to which values are added as JFR encodes them. Not thread-safe. */
final class Encoder {
    private static final int NULL_TEXT = 0;
    private static final int EMPTY_TEXT = 1;
    private static final int POOLED_TEXT = 2;
    private static final int UTF8_TEXT = 3;

    /** LEB128, but for the ninth byte, which has all its eight bits. */
    private static final int LONGEST_LONG = 9;

    private byte[] bytes = new byte[256];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void putByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    void putBoolean(boolean value) {
        putByte(value ? 1 : 0);
    }

    void putShort(int value) {
        putLong(value & 0xffff);
    }

    void putInt(int value) {
        putLong(value & 0xffff_ffffL);
    }

    void putLong(long value) {
        ensure(LONGEST_LONG);
        long rest = value;
        for (int i = 1; i < LONGEST_LONG && (rest & ~0x7f) != 0; i++) {
            bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void putFloat(float value) {
        putBigEndian(Float.floatToRawIntBits(value), Float.BYTES);
    }

    void putDouble(double value) {
        putBigEndian(Double.doubleToRawLongBits(value), Double.BYTES);
    }

    private void putBigEndian(long bits, int length) {
        for (int i = length - 1; i >= 0; i--) {
            putByte((int) (bits >> (8 * i)));
        }
    }

    void putText(@Nullable String text) {
        if (text == null) {
            putByte(NULL_TEXT);
        } else if (text.isEmpty()) {
            putByte(EMPTY_TEXT);
        } else {
            byte[] utf8 = text.getBytes(UTF_8);
            putByte(UTF8_TEXT);
            putInt(utf8.length);
            putBytes(utf8);
        }
    }

    /** A text that stands in the pool of strings. */
    void putPooledText(long constant) {
        putByte(POOLED_TEXT);
        putLong(constant);
    }

    void putBytes(byte[] more) {
        putBytes(more, more.length);
    }

    void putAll(Encoder other) {
        putBytes(other.bytes, other.size);
    }

    private void putBytes(byte[] more, int length) {
        ensure(length);
        System.arraycopy(more, 0, bytes, size, length);
        size += length;
    }

    /** What an event or a checkpoint consists of, with its size in front, which includes the size's own bytes. */
    void putSized(Encoder body) {
        int length = 1;
        while (body.size + length >= 1L << (7 * length)) {
            length++;
        }
        putInt(body.size + length);
        putAll(body);
    }

    void writeTo(FileChannel file, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, size);
        while (buffer.hasRemaining()) {
            file.write(buffer, position + buffer.position());
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
