package dev.xwatch.jfr.chunk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The first 68 bytes of a chunk, big-endian:
 *
 * <pre>
 *  0 "FLR\0"    4 major.minor (u2 u2)    8 size           16 last checkpoint   24 metadata
 * 32 startNanos 40 durationNanos        48 startTicks     56 ticksPerSecond
 * 64 state (u1) 65 -    66 flags (u2)
 * </pre>
 *
 * Positions are from the chunk's start.
 *
 * @param size of the whole chunk, in bytes
 * @param state 0 when the chunk is finished; the JVM's counter of flushes while it is written
 */
public record ChunkHeader(
        long size, long checkpoint, long metadata, ChunkClock clock, long durationNanos, int state, int flags) {
    static final int BYTES = 68;

    private static final int MAGIC = 0x464c5200;
    private static final int VERSION = 0x0002_0001;
    private static final int FLAGS = 66;
    private static final int COMPRESSED_INTS = 1;

    /** The state while the JVM rewrites the header. */
    private static final int IN_FLUX = 255;

    static ChunkHeader finished(long size, long checkpoint, long metadata, ChunkClock clock, long durationNanos) {
        return new ChunkHeader(size, checkpoint, metadata, clock, durationNanos, 0, COMPRESSED_INTS);
    }

    /** Whether a chunk begins there. */
    static boolean isAt(FileChannel file, long position) throws IOException {
        return bytes(file, position, Integer.BYTES).getInt() == MAGIC;
    }

    /** @throws IOException if there is no chunk */
    static ChunkHeader read(FileChannel file, long position) throws IOException {
        ByteBuffer bytes = bytes(file, position, BYTES);
        if (bytes.getInt() != MAGIC) {
            throw new IOException("at " + position + ": no chunk of a JFR recording");
        }
        int version = bytes.getInt();
        if (version >>> 16 != VERSION >>> 16) {
            throw new IOException("at " + position + ": a chunk of JFR's version " + (version >>> 16)
                    + ", which JDKs from 9 on do not write");
        }
        long size = bytes.getLong();
        long checkpoint = bytes.getLong();
        long metadata = bytes.getLong();
        long startNanos = bytes.getLong();
        long durationNanos = bytes.getLong();
        ChunkClock clock = new ChunkClock(startNanos, bytes.getLong(), bytes.getLong());
        return new ChunkHeader(
                size,
                checkpoint,
                metadata,
                clock,
                durationNanos,
                Byte.toUnsignedInt(bytes.get()),
                bytes.getShort(FLAGS));
    }

    private static ByteBuffer bytes(FileChannel file, long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("at " + position + ": no room for the header of a chunk");
            }
        }
        return bytes.flip();
    }

    byte[] toByteArray() {
        return ByteBuffer.allocate(BYTES)
                .putInt(MAGIC)
                .putInt(VERSION)
                .putLong(size)
                .putLong(checkpoint)
                .putLong(metadata)
                .putLong(clock.startNanos())
                .putLong(durationNanos)
                .putLong(clock.startTicks())
                .putLong(clock.ticksPerSecond())
                .putInt((state << 24) | (flags & 0xffff))
                .array();
    }

    void write(FileChannel file, long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(toByteArray());
        while (bytes.hasRemaining()) {
            file.write(bytes, position + bytes.position());
        }
    }

    /** The same chunk, its times shown by another clock that has the same ticks. */
    ChunkHeader on(ChunkClock other) {
        long endTicks = clock.later(durationNanos).startTicks();
        return new ChunkHeader(size, checkpoint, metadata, other, other.nanosUntil(endTicks), state, flags);
    }

    /** The same chunk, said to be finished: readers then take what was flushed for all of it. */
    ChunkHeader finished() {
        return new ChunkHeader(size, checkpoint, metadata, clock, durationNanos, 0, flags);
    }

    /**
     * Whether what the header points to can be there.
     *
     * @param available bytes from the chunk's start to the end of the file
     */
    boolean isReadable(long available) {
        return state != IN_FLUX
                && size <= available
                && checkpoint >= BYTES
                && checkpoint < size
                && metadata >= BYTES
                && metadata < size;
    }
}
