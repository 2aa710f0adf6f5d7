package dev.xwatch.perf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The kernel's side of a ring, over plain memory: writes records behind the head and moves it. */
final class FakeKernel {
    final ByteBuffer control = ByteBuffer.allocateDirect(4096).order(ByteOrder.LITTLE_ENDIAN);
    final ByteBuffer data;

    /**
     * @param capacity the ring's bytes
     * @param start where both positions stand at first
     */
    FakeKernel(int capacity, long start) {
        data = ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
        control.putLong(1024, start).putLong(1032, start);
    }

    Ring ring() {
        return new Ring(control, data);
    }

    long head() {
        return control.getLong(1024);
    }

    long tail() {
        return control.getLong(1032);
    }

    void moveHead(long head) {
        control.putLong(1024, head);
    }

    int free() {
        return (int) (data.capacity() - (head() - tail()));
    }

    /** Appends bytes, around the end if need be. */
    void write(byte[] record) {
        for (int i = 0; i < record.length; i++) {
            data.put((int) ((head() + i) & (data.capacity() - 1)), record[i]);
        }
        moveHead(head() + record.length);
    }

    /** A record with a recognizable body. */
    static byte[] record(int size, int seed) {
        byte[] record = header(size, size);
        for (int i = 8; i < size; i++) {
            record[i] = (byte) (seed * 31 + i);
        }
        return record;
    }

    /** Bytes whose header claims a size. */
    static byte[] header(int claimedSize, int bytes) {
        ByteBuffer record = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(0, 9).putShort(6, (short) claimedSize);
        return record.array();
    }
}
