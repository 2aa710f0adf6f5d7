package dev.xwatch.jfr;

import dev.xwatch.jfr.chunk.ChunkClock;
import dev.xwatch.jfr.chunk.ChunkSequence;
import dev.xwatch.jfr.chunk.ChunkSpan;
import dev.xwatch.jfr.chunk.ChunkWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The executions of a recording that is not finished, on disk, in files that have no name: none is left behind, however
 * the process ends. Not thread-safe.
 */
final class ExecutionStore implements AutoCloseable {
    /** The oldest is dropped as a whole. */
    private static final int SEGMENTS = 16;

    private final Path directory;
    private final long segmentBytes;
    private final Executions executions;
    private final ChunkSequence chunks;
    private final Deque<FileChannel> segments = new ArrayDeque<>();

    /**
     * @param directory for the files
     * @param maxBytes how much is kept, about
     */
    ExecutionStore(Path directory, long maxBytes, Executions executions) {
        this.directory = directory;
        this.executions = executions;
        segmentBytes = maxBytes / SEGMENTS;
        chunks = new ChunkSequence(segmentBytes, this::nextChunk);
    }

    /** @param ticks of JFR's clock */
    void add(long ticks, @Nullable Object[] hit) throws IOException {
        executions.write(chunks, ticks, hit);
    }

    private ChunkWriter nextChunk() throws IOException {
        FileChannel segment = segments.peekLast();
        if (segment == null || segment.size() > segmentBytes) {
            segment = openSegment();
            segments.add(segment);
            if (segments.size() > SEGMENTS) {
                segments.remove().close();
            }
        }
        // How these ticks go with the time of day is known when the recording is there that has them too.
        ChunkClock clock = new ChunkClock(EpochNanos.now(), 0, 1_000_000_000);
        return new ChunkWriter(segment, segment.size(), executions.layout(), clock);
    }

    private FileChannel openSegment() throws IOException {
        Path file = Files.createTempFile(directory, ".xwatch", ".jfr");
        try {
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Appends all chunks to a recording, in its time.
     *
     * @param limit how long that may take
     * @return whether it was long enough; if not, the recording is as it was
     */
    boolean appendTo(FileChannel recording, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        long before = recording.size();
        ChunkClock clock = ChunkSpan.all(recording).get(0).header().clock();
        chunks.flush();
        for (FileChannel segment : segments) {
            if (segment.size() == 0) {
                continue;
            }
            for (ChunkSpan chunk : ChunkSpan.all(segment)) {
                clock = clock.later(ChunkClock.APART_NANOS);
                chunk.appendTo(recording, segment, clock);
                if (System.nanoTime() - deadline > 0) {
                    recording.truncate(before);
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        for (FileChannel segment : segments) {
            segment.close();
        }
    }
}
