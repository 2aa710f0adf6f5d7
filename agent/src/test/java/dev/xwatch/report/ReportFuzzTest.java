package dev.xwatch.report;

import dev.xwatch.fuzz.Bytes;
import dev.xwatch.fuzz.Fuzz;
import dev.xwatch.jfr.chunk.ChunkClock;
import dev.xwatch.jfr.chunk.ChunkWriter;
import dev.xwatch.jfr.chunk.EventShape;
import dev.xwatch.jfr.chunk.FieldDefinition;
import dev.xwatch.jfr.chunk.Layout;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of whatever origin, of which a page is to be made. */
class ReportFuzzTest {
    private static final ChunkClock CLOCK = new ChunkClock(1_700_000_000_000_000_000L, 5_000, 1_000_000_000);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    /** Texts, then numbers. */
    private static EventShape shape(String name, List<String> texts, List<String> numbers) {
        return new EventShape(
                name,
                List.of(),
                Stream.concat(fields(texts, "java.lang.String"), fields(numbers, "long"))
                        .toList());
    }

    private static Stream<FieldDefinition> fields(List<String> names, String type) {
        return names.stream().map(name -> new FieldDefinition(name, type, false, List.of()));
    }

    private byte[] recording() throws IOException {
        Path file = directory.resolve("sample.jfr");
        Layout layout = new Layout(
                100_000,
                List.of(
                        shape(
                                "dev.xwatch.Hit",
                                List.of("watch", "kind", "method", "threadName", "stack", "arguments"),
                                List.of("address", "compileId", "tier", "osThreadId", "virtualThreadId")),
                        shape(
                                "dev.xwatch.WatchState",
                                List.of("watch", "spec", "state", "reason", "method"),
                                List.of("address", "compileId", "threads", "latency")),
                        shape("dev.xwatch.WatchCount", List.of("watch"), List.of("hits", "recorded", "armedTime")),
                        shape(
                                "dev.xwatch.ExecutableRegion",
                                List.of("permissions", "path", "change"),
                                List.of("start", "size"))));
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ChunkWriter chunk = new ChunkWriter(channel, 0, layout, CLOCK);
            chunk.write(
                    "dev.xwatch.WatchState",
                    6_000,
                    null,
                    null,
                    values("a", "A::b", "Armed", "", "A.b()", 127, 7, 3, 99));
            chunk.write(
                    "dev.xwatch.Hit",
                    7_000,
                    null,
                    null,
                    values(
                            "a",
                            "method",
                            "A.b()",
                            "main",
                            "A.b(A.java:7)\nC.d(C.java:9)",
                            "x=1, y=null",
                            127,
                            7,
                            4,
                            12,
                            0));
            chunk.write("dev.xwatch.WatchCount", 1_007_000, null, null, values("a", 1, 1, 1_000_000));
            chunk.write(
                    "dev.xwatch.ExecutableRegion", 8_000, null, null, values("rwxp", "//anon", "Mapped", 4096, 4096));
            chunk.flush();
        }
        return Files.readAllBytes(file);
    }

    private static Object[] values(Object... values) {
        return Arrays.stream(values)
                .map(value -> value instanceof Integer number ? (Object) number.longValue() : value)
                .toArray();
    }

    @Test
    void recordings() throws IOException {
        Path path = directory.resolve("in.jfr");
        byte[] sample = recording();
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            Fuzz.of("Report", Bytes.like(sample))
                    .mayThrow(IOException.class, EOFException.class)
                    .run(bytes -> {
                        file.truncate(0);
                        file.write(ByteBuffer.wrap(bytes), 0);
                        Aggregate aggregate = Aggregate.read(path);
                        return aggregate.isEmpty() ? "" : PageData.json(aggregate, "in.jfr", "1");
                    });
        }
    }
}
