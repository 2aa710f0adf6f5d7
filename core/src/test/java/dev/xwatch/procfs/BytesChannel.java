package dev.xwatch.procfs;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A file that is an array. */
final class BytesChannel implements SeekableByteChannel {
    private final byte[] bytes;
    private long position;

    BytesChannel(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer into) {
        int left = (int) Math.max(0, bytes.length - position);
        int length = Math.min(left, into.remaining());
        into.put(bytes, (int) Math.min(bytes.length, position), length);
        position += length;
        return left == 0 ? -1 : length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
