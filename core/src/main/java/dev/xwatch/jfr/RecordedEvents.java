package dev.xwatch.jfr;

import dev.xwatch.jfr.chunk.ChunkSpan;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import jdk.jfr.EventType;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Recordings as the JDK's own reader reads them, but that a damaged one is an {@code IOException}: to that the reader says
 * whatever its own code comes to, its InternalError too, be it when an event is read or when it is asked for a value; and it waits for ever for the
 * header of a chunk that nobody goes on to write.
 */
public final class RecordedEvents {
    private RecordedEvents() {}

    /** Told of each event. */
    @FunctionalInterface
    public interface Visitor {
        void event(RecordedEvent event) throws IOException;
    }

    private interface Reading<T> {
        T of(RecordingFile file) throws IOException;
    }

    /**
     * Reads all events of a file, in its order.
     *
     * @throws IOException also if it is damaged, or cut off
     */
    public static void read(Path recording, Visitor visitor) throws IOException {
        reading(recording, file -> {
            while (file.hasMoreEvents()) {
                visitor.event(file.readEvent());
            }
            return true;
        });
    }

    /** The types of events that it can have, whether it has any or not. */
    static List<EventType> types(Path recording) throws IOException {
        return reading(recording, RecordingFile::readEventTypes);
    }

    private static <T> T reading(Path recording, Reading<T> reading) throws IOException {
        try (FileChannel file = FileChannel.open(recording, StandardOpenOption.READ)) {
            List<ChunkSpan> chunks = ChunkSpan.all(file);
            long end = chunks.get(chunks.size() - 1).end();
            if (end != file.size()) {
                throw new IOException("it is cut off, or damaged, at " + end);
            }
        }
        try (RecordingFile file = new RecordingFile(recording)) {
            return reading.of(file);
        } catch (RuntimeException | VirtualMachineError e) {
            throw new IOException("it is damaged: " + e, e);
        }
    }
}
