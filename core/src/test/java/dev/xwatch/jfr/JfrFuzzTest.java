package dev.xwatch.jfr;

import dev.xwatch.fuzz.Bytes;
import dev.xwatch.fuzz.Fuzz;
import dev.xwatch.fuzz.Texts;
import dev.xwatch.jfr.chunk.ChunkClock;
import dev.xwatch.jfr.chunk.ChunkSpan;
import dev.xwatch.jfr.chunk.ChunkWriter;
import dev.xwatch.jfr.chunk.EventShape;
import dev.xwatch.jfr.chunk.FieldDefinition;
import dev.xwatch.jfr.chunk.Layout;
import dev.xwatch.jfr.chunk.ThreadConstant;
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
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of whatever origin, and the names of threads and classes that go into them. */
class JfrFuzzTest {
    private static final ChunkClock CLOCK = new ChunkClock(1_700_000_000_000_000_000L, 5_000, 1_000_000_000);
    private static final ThreadConstant THREAD = new ThreadConstant("worker", 4711, "Worker", 17);
    private static final List<String> TEXTS = List.of("watch", "method", "threadName", "caller", "stack", "frames");
    private static final String STACK = "com.acme.Order.price(Order.java:42)\nMain.main(Main.java:7)\n... truncated";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private static EventShape hit() {
        List<FieldDefinition> fields = TEXTS.stream()
                .map(name -> new FieldDefinition(name, "java.lang.String", false, List.of()))
                .toList();
        return new EventShape("dev.xwatch.Hit", List.of(), with(fields));
    }

    private static List<FieldDefinition> with(List<FieldDefinition> texts) {
        FieldDefinition thread = new FieldDefinition("thread", "java.lang.Thread", false, List.of());
        FieldDefinition id = new FieldDefinition("osThreadId", "int", false, List.of());
        return Stream.concat(texts.stream(), Stream.of(thread, id)).toList();
    }

    private static @Nullable Object[] values(String... texts) {
        @Nullable Object[] values = Arrays.copyOf(texts, TEXTS.size() + 2, Object[].class);
        values[TEXTS.size()] = THREAD;
        values[TEXTS.size() + 1] = 4711;
        return values;
    }

    private FileChannel open(String name) throws IOException {
        return FileChannel.open(
                directory.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Two chunks. */
    private byte[] recording() throws IOException {
        Layout layout = new Layout(100_000, List.of(hit()));
        try (FileChannel file = open("sample.jfr")) {
            for (int i = 0; i < 2; i++) {
                ChunkWriter chunk = new ChunkWriter(file, file.size(), layout, CLOCK.later(1_000_000L * i));
                chunk.write(
                        "dev.xwatch.Hit",
                        6_000,
                        THREAD,
                        null,
                        values("a", "A.b()", "worker", "C.d()", STACK, "0c 5l +"));
                chunk.write("dev.xwatch.Hit", 7_000, null, null, values("a", "A.b()", "gc", "C.d()", "", ""));
                chunk.flush();
            }
        }
        return Files.readAllBytes(directory.resolve("sample.jfr"));
    }

    private static void write(FileChannel file, byte[] bytes) throws IOException {
        file.truncate(0);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer, buffer.position());
        }
    }

    @Test
    void chunks() throws IOException {
        try (FileChannel file = open("chunks.jfr");
                FileChannel copy = open("copy.jfr")) {
            Fuzz.of("ChunkSpan, ChunkHeader", Bytes.like(recording()))
                    .mayThrow(IOException.class, EOFException.class)
                    .run(bytes -> {
                        write(file, bytes);
                        List<ChunkSpan> chunks = ChunkSpan.all(file);
                        copy.truncate(0);
                        for (ChunkSpan chunk : chunks) {
                            chunk.appendTo(copy, file, chunk.header().clock().later(5));
                        }
                        return chunks;
                    });
        }
    }

    @Test
    void recordings() throws IOException {
        Path in = directory.resolve("in.jfr");
        Path out = directory.resolve("out.jfr");
        byte[] sample = recording();
        try (FileChannel file = open("in.jfr")) {
            Fuzz.of("Enrichment", Bytes.like(sample))
                    .mayThrow(IOException.class, EOFException.class)
                    .run(bytes -> {
                        write(file, bytes);
                        return Enrichment.enrich(in, out);
                    });
        }
    }

    @Test
    void stacks() {
        Fuzz.of("StackText", Texts.like(STACK + "|0c 5l +", "a.b.<init>(Native Method)|n", "|"))
                .run(text -> {
                    int bar = Math.max(0, text.indexOf('|'));
                    return new StackText(text.substring(0, bar), text.substring(bar)).stackTrace();
                });
    }

    @Test
    void fileNames() {
        Fuzz.of("FileNames", Texts.like("hits-%p-%t.jfr", "%%p.jfr")).run(FileNames::expand);
    }

    /** What goes into a chunk comes out again, whatever threads and classes are called. */
    @Test
    void writtenTexts() throws IOException {
        Layout layout = new Layout(100_000, List.of(hit()));
        Path path = directory.resolve("written.jfr");
        try (FileChannel file = open("written.jfr")) {
            Fuzz.of("ChunkWriter", Texts.like("worker|com.acme.Order.price(Order.java:42)", "\u20ac|a.b(C.java)"))
                    .run(text -> {
                        int bar = Math.max(0, text.indexOf('|'));
                        String name = text.substring(0, bar);
                        String stack = text.substring(bar);
                        file.truncate(0);
                        ChunkWriter chunk = new ChunkWriter(file, 0, layout, CLOCK);
                        ThreadConstant thread = new ThreadConstant(name, 1, name, 2);
                        chunk.write(
                                "dev.xwatch.Hit",
                                6_000,
                                thread,
                                new StackText(stack, name),
                                values(name, stack, name, stack, stack, name));
                        chunk.flush();
                        return RecordingFile.readAllEvents(path).get(0).getStackTrace();
                    });
        }
    }
}
