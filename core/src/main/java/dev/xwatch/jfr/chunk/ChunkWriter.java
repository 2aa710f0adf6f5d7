package dev.xwatch.jfr.chunk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a chunk at the end of a file. After each flush the chunk is whole, and ends there: it needs no closing, and who
 * is killed has lost only what came after the last flush.
 *
 * <pre>
 * header | metadata | events, checkpoint | events, checkpoint | ...
 * </pre>
 *
 * A checkpoint holds the constants that the events before it were the first to need. It points back to the one before,
 * and the header to the last. Not thread-safe.
 */
public final class ChunkWriter {
    private static final long CHECKPOINT_TYPE = 1;

    /** Events are kept in memory up to this size. */
    private static final int BUFFER_BYTES = 1 << 18;

    private final FileChannel file;
    private final long start;
    private final Layout layout;
    private final ChunkClock clock;
    private final JavaConstants constants;
    private final Map<String, EventEncoder> encoders = new HashMap<>();
    private final Encoder buffer = new Encoder();
    private final Encoder checkpoint = new Encoder();
    private long written;
    private long lastCheckpoint;
    private long endTicks;

    /**
     * @param start where the file ends now
     * @param clock whose ticks the events have; its start is unlike that of any chunk in the same recording, because JMC
     *     leaves out a chunk whose start it has seen
     */
    public ChunkWriter(FileChannel file, long start, Layout layout, ChunkClock clock) {
        this.file = file;
        this.start = start;
        this.layout = layout;
        this.clock = clock;
        constants = layout.newConstants();
        endTicks = clock.startTicks();
    }

    /**
     * Adds an event.
     *
     * @param thread of the event, null for none
     * @param stack null for none
     * @param values of the fields of its shape
     */
    public void write(
            String event,
            long ticks,
            @Nullable ThreadConstant thread,
            @Nullable StackTraceSource stack,
            @Nullable Object[] values)
            throws IOException {
        encoders.computeIfAbsent(event, this::encoder).put(buffer, ticks, thread, stack, values);
        endTicks = Math.max(endTicks, ticks);
        if (buffer.size() > BUFFER_BYTES) {
            flush();
        }
    }

    private EventEncoder encoder(String event) {
        return new EventEncoder(layout.types().id(event), layout.shape(event), constants);
    }

    /** Lets the file have all that was written. */
    public void flush() throws IOException {
        if (buffer.size() == 0) {
            return;
        }
        if (written == 0) {
            writeFirst();
        } else {
            writeNext();
        }
        buffer.clear();
    }

    /** In one piece, so that there is never a chunk without header. */
    private void writeFirst() throws IOException {
        // A number that no other chunk has: with that of its neighbour it would be taken to have the same types.
        byte[] metadata = Metadata.encode(layout.types(), clock.startNanos());
        putCheckpoint(ChunkHeader.BYTES + metadata.length);
        Encoder all = new Encoder();
        ChunkHeader header = header(ChunkHeader.BYTES + (long) metadata.length + buffer.size());
        all.putBytes(header.toByteArray());
        all.putBytes(metadata);
        all.putAll(buffer);
        all.writeTo(file, start);
        written = header.size();
    }

    private void writeNext() throws IOException {
        putCheckpoint(written);
        buffer.writeTo(file, start + written);
        written += buffer.size();
        header(written).write(file, start);
    }

    private void putCheckpoint(long position) {
        checkpoint.clear();
        checkpoint.putLong(CHECKPOINT_TYPE);
        checkpoint.putLong(endTicks);
        checkpoint.putLong(0); // duration
        long at = position + buffer.size();
        checkpoint.putLong(lastCheckpoint == 0 ? 0 : lastCheckpoint - at);
        checkpoint.putBoolean(false); // not the JVM's flush
        if (constants.drainTo(checkpoint, layout.types()) || lastCheckpoint == 0) {
            lastCheckpoint = at;
            buffer.putSized(checkpoint);
        }
    }

    private ChunkHeader header(long size) {
        return ChunkHeader.finished(size, lastCheckpoint, ChunkHeader.BYTES, clock, clock.nanosUntil(endTicks));
    }

    /** In bytes, with what is not flushed yet. */
    public long size() {
        return written + buffer.size();
    }

    /** Whether it is time for another chunk, for the sake of who has to keep this one's constants in memory. */
    public boolean hasManyConstants() {
        return constants.areMany();
    }
}
