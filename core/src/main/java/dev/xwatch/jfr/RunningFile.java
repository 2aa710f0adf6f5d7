package dev.xwatch.jfr;

import dev.xwatch.jfr.chunk.ChunkClock;
import dev.xwatch.jfr.chunk.ChunkSequence;
import dev.xwatch.jfr.chunk.ChunkSpan;
import dev.xwatch.jfr.chunk.ChunkWriter;
import dev.xwatch.jfr.chunk.EventShape;
import dev.xwatch.jfr.chunk.Layout;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import org.jspecify.annotations.Nullable;

/**
 * What a recording's file holds as long as the recording runs: our events, in chunks of our own, whole after every flush.
 * (The JVM keeps its part in a directory of its own until the recording ends.) Not thread-safe.
 */
final class RunningFile implements AutoCloseable {
    private static final long LEAST_CHUNK_BYTES = 1 << 16;
    private static final long FIRST_TYPE = 100_000;

    private final Path path;
    private final long maxBytes;
    private final Map<Class<?>, EventValues> values = new HashMap<>();
    private final Layout layout;
    private final ChunkSequence chunks;
    /** The last states, by watch and method: chunks that begin later begin with them. */
    private final Map<String, WatchStateEvent> states = new LinkedHashMap<>();

    private FileChannel channel;

    /** @param maxBytes the oldest chunks go beyond that */
    RunningFile(Path path, long maxBytes) throws IOException {
        this.path = path;
        this.maxBytes = maxBytes;
        List<EventShape> shapes = new ArrayList<>();
        for (Class<? extends Event> type : EventTypes.ALL) {
            EventValues known = new EventValues(type);
            values.put(type, known);
            shapes.add(known.shape());
        }
        // For those who look for types in the first chunk only, when executions have been appended.
        shapes.add(EventShape.of(EventType.getEventType(ExecutionEvent.class)));
        layout = new Layout(FIRST_TYPE, shapes);
        chunks = new ChunkSequence(Math.max(LEAST_CHUNK_BYTES, maxBytes / 32), this::nextChunk);
        channel = open(path);
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    EventShape hits() {
        return values(HitEvent.class).shape();
    }

    /**
     * Adds an event.
     *
     * @return the values of its fields
     */
    @Nullable
    Object[] add(Event event, long timeNanos) throws IOException {
        EventValues of = values(event.getClass());
        @Nullable Object[] fields = of.of(event);
        chunks.write(of.shape().name(), timeNanos, null, null, fields);
        if (event instanceof WatchStateEvent state) {
            remember(state);
        }
        return fields;
    }

    private EventValues values(Class<?> type) {
        EventValues known = values.get(type);
        if (known == null) {
            throw new IllegalArgumentException(type + " is no event of a recording");
        }
        return known;
    }

    private void remember(WatchStateEvent state) {
        if (state.state.equals("Removed")) {
            states.values().removeIf(other -> other.watch.equals(state.watch));
        } else {
            states.put(state.watch + '\0' + state.method, state);
        }
    }

    void flush() throws IOException {
        chunks.flush();
    }

    private ChunkWriter nextChunk() throws IOException {
        if (channel.size() > maxBytes) {
            keepNewest(maxBytes / 2);
        }
        long now = System.nanoTime();
        ChunkWriter chunk =
                new ChunkWriter(channel, channel.size(), layout, new ChunkClock(EpochNanos.now(), now, 1_000_000_000));
        for (WatchStateEvent state : states.values()) {
            state.snapshot = true;
            EventValues of = values(WatchStateEvent.class);
            chunk.write(of.shape().name(), now, null, null, of.of(state));
        }
        return chunk;
    }

    /** Writes the file anew, because a file cannot lose its beginning. */
    private void keepNewest(long bytes) throws IOException {
        Path beside = path.resolveSibling(path.getFileName() + ".new");
        FileChannel shorter = open(beside);
        try {
            for (ChunkSpan chunk : ChunkSpan.all(channel)) {
                if (channel.size() - chunk.start() <= bytes) {
                    chunk.appendTo(shorter, channel, chunk.header().clock());
                }
            }
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            shorter.close();
            throw e;
        }
        channel.close();
        channel = shorter;
    }

    @Override
    public void close() throws IOException {
        chunks.flush();
        channel.close();
    }
}
