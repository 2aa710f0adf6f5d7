package dev.xwatch.jfr.chunk;

import java.io.Flushable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Chunks of limited size, one after the other. Not thread-safe. */
public final class ChunkSequence implements Flushable {
    private final long chunkBytes;
    private final Source source;
    private @Nullable ChunkWriter current;
    /** What the source has written into it already. */
    private long beginBytes;

    /** Where chunks come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * Called when the chunk before, if there was one, is flushed.
         *
         * @return a chunk, with what it is to begin with
         */
        ChunkWriter next() throws IOException;
    }

    /** @param chunkBytes how large chunks become, about; with a begin that is larger than that, twice the begin */
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
        if (chunk == null || isFull(chunk)) {
            flush();
            chunk = source.next();
            current = chunk;
            beginBytes = chunk.size();
        }
        chunk.write(event, ticks, thread, stack, values);
    }

    /** By what came after its begin: else a large begin would be written again with each event. */
    private boolean isFull(ChunkWriter chunk) {
        long added = chunk.size() - beginBytes;
        return added > Math.max(chunkBytes, beginBytes) || (added > beginBytes && chunk.hasManyConstants());
    }

    @Override
    public void flush() throws IOException {
        if (current != null) {
            current.flush();
        }
    }
}
