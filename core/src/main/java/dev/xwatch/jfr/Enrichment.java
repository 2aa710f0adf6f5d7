package dev.xwatch.jfr;

import dev.xwatch.jfr.chunk.ChunkClock;
import dev.xwatch.jfr.chunk.ChunkSequence;
import dev.xwatch.jfr.chunk.ChunkSpan;
import dev.xwatch.jfr.chunk.ChunkWriter;
import dev.xwatch.jfr.chunk.EventShape;
import dev.xwatch.jfr.chunk.FieldDefinition;
import dev.xwatch.jfr.chunk.ThreadConstant;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/**
 * Makes a recording ready for JMC: copies it, and puts behind each chunk one with the executions of its hits. Chunk by
 * chunk, so that memory does not depend on how many there are.
 */
public final class Enrichment {
    private static final String HIT = "dev.xwatch.Hit";
    private static final long CHUNK_BYTES = 12 << 20;

    private final FileChannel source;
    private final FileChannel target;
    private final Path slice;
    private @Nullable Executions executions;
    private @Nullable EventShape shape;
    private long hits;

    /**
     * What came of it.
     *
     * @param hits how many became executions
     * @param wasReady whether it had executions, and was only copied
     * @param lostBytes at the end, which cannot be read because the recording was cut off there
     */
    public record Result(long hits, boolean wasReady, long lostBytes) {}

    private Enrichment(FileChannel source, FileChannel target, Path slice) {
        this.source = source;
        this.target = target;
        this.slice = slice;
    }

    /**
     * Makes {@code out} of {@code in}. What was there is replaced, but only once all is done.
     *
     * @throws IOException if one cannot be read, or the other not be written
     */
    public static Result enrich(Path in, Path out) throws IOException {
        Path absolute = out.toAbsolutePath();
        Path beside = absolute.resolveSibling(absolute.getFileName() + ".part");
        try (FileChannel source = FileChannel.open(in, StandardOpenOption.READ)) {
            List<ChunkSpan> chunks = ChunkSpan.all(source);
            Path slice = Files.createTempFile(absolute.resolveSibling("."), ".xwatch", ".jfr");
            try (FileChannel target = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
                boolean wasReady = isReady(in);
                Enrichment enrichment = new Enrichment(source, target, slice);
                enrichment.enrich(chunks, wasReady);
                Files.move(beside, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                long end = chunks.get(chunks.size() - 1).end();
                return new Result(enrichment.hits, wasReady, source.size() - end);
            } finally {
                Files.deleteIfExists(beside);
                Files.deleteIfExists(slice);
            }
        }
    }

    private void enrich(List<ChunkSpan> chunks, boolean isReady) throws IOException {
        for (ChunkSpan chunk : chunks) {
            chunk.appendTo(target, source, chunk.header().clock());
            if (!isReady) {
                cut(chunk);
                addExecutions(chunk.header().clock());
            }
        }
    }

    /** One that was cut off may be more than the JDK reads; and then it was not made ready. */
    private static boolean isReady(Path recording) {
        try {
            return RecordedEvents.types(recording).stream().anyMatch(Executions::areIn);
        } catch (IOException e) {
            return false;
        }
    }

    /** The JDK reads files, not parts of one. */
    private void cut(ChunkSpan chunk) throws IOException {
        try (FileChannel file = FileChannel.open(
                slice, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            chunk.appendTo(file, source, chunk.header().clock());
        }
    }

    private void addExecutions(ChunkClock clock) throws IOException {
        ChunkClock[] next = {clock};
        ChunkSequence sequence = new ChunkSequence(CHUNK_BYTES, () -> {
            next[0] = next[0].later(ChunkClock.APART_NANOS);
            return new ChunkWriter(
                    target, target.size(), Objects.requireNonNull(executions).layout(), next[0]);
        });
        RecordedEvents.read(slice, event -> {
            if (event.getEventType().getName().equals(HIT)) {
                addExecution(event, sequence);
            }
        });
        sequence.flush();
    }

    private void addExecution(RecordedEvent hit, ChunkSequence sequence) throws IOException {
        EventShape known = shape;
        Executions maker = executions;
        if (known == null || maker == null) {
            known = EventShape.of(hit.getEventType());
            maker = new Executions(known);
            shape = known;
            executions = maker;
        }
        // Without conversion: the executions' chunk has the same clock.
        maker.write(sequence, hit.getLong("startTime"), values(known, hit));
        hits++;
    }

    private static @Nullable Object[] values(EventShape shape, RecordedEvent hit) {
        @Nullable Object[] values = new Object[shape.fields().size()];
        for (int i = 0; i < values.length; i++) {
            FieldDefinition field = shape.fields().get(i);
            Object value = hit.getValue(field.name());
            values[i] = value instanceof RecordedThread thread ? constant(thread) : value;
        }
        return values;
    }

    private static ThreadConstant constant(RecordedThread thread) {
        return new ThreadConstant(
                Objects.requireNonNullElse(thread.getOSName(), ""),
                thread.getOSThreadId(),
                Objects.requireNonNullElse(thread.getJavaName(), ""),
                Math.max(0, thread.getJavaThreadId()));
    }
}
