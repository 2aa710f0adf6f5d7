package dev.xwatch.jfr.chunk;

import java.io.Flushable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Chunks of limited size, one after the other. Not thread-safe. */
public final class ChunkSequence implements Flushable {
    private final long chunkBytes;
    private final Source source;
    private @Nullable ChunkWriter current;

    /** Where chunks come from. */
    @FunctionalInterface
    public interface Source {
        /** Called when the chunk before, if there was one, is flushed. */
        ChunkWriter next() throws IOException;
    }

    /** @param chunkBytes how large chunks become, about */
    public ChunkSequence(long chunkBytes, Source source) {
        this.chunkBytes = chunkBytes;
        this.source = source;
    }

    /** As {@link ChunkWriter#write}, in the chunk whose turn it is. */
    public void write(
            String event,
            long ticks,
            @Nullable ThreadConstant thread,
            @Nullable StackTraceSource stack,
            @Nullable Object[] values)
            throws IOException {
        ChunkWriter chunk = current;
        if (chunk == null || chunk.size() > chunkBytes || chunk.hasManyConstants()) {
            flush();
            chunk = source.next();
            current = chunk;
        }
        chunk.write(event, ticks, thread, stack, values);
    }

    @Override
    public void flush() throws IOException {
        if (current != null) {
            current.flush();
        }
    }
}
