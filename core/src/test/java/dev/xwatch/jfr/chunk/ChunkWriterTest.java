package dev.xwatch.jfr.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import jdk.jfr.AnnotationElement;
import jdk.jfr.Category;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is what the JDK's own reader reads. */
class ChunkWriterTest {
    private static final String NAME = "test.Sample";
    private static final ChunkClock CLOCK = new ChunkClock(1_700_000_000_000_000_000L, 5_000, 1_000_000_000);
    private static final ThreadConstant WORKER = new ThreadConstant("worker", 4711, "Worker \u20ac", 17);
    private static final ThreadConstant NATIVE = new ThreadConstant("gc", 4712, "", 0);

    private static final EventShape SHAPE = new EventShape(
            NAME,
            List.of(
                    new AnnotationElement(Label.class, "Sample"),
                    new AnnotationElement(Category.class, new String[] {"one", "two"})),
            List.of(
                    FieldDefinition.of("address", "long", new AnnotationElement(MemoryAddress.class)),
                    FieldDefinition.of("aInt", "int"),
                    FieldDefinition.of("aShort", "short"),
                    FieldDefinition.of("aByte", "byte"),
                    FieldDefinition.of("aChar", "char"),
                    FieldDefinition.of("aBoolean", "boolean"),
                    FieldDefinition.of("aFloat", "float"),
                    FieldDefinition.of("aDouble", "double"),
                    FieldDefinition.of("text", JavaConstants.STRING),
                    FieldDefinition.of("thread", JavaConstants.THREAD)));

    private static final Layout LAYOUT = new Layout(100_000, List.of(SHAPE));

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    /** One frame a line, each {@code class method line}. */
    private record Lines(String text) implements StackTraceSource {
        @Override
        public StackTraceConstant stackTrace() {
            return new StackTraceConstant(
                    text.startsWith("cut"),
                    text.lines()
                            .map(line -> line.split(" "))
                            .map(parts -> new StackTraceConstant.Frame(
                                    parts[0], parts[1], "(I)V", Integer.parseInt(parts[2]), 9, "Interpreted"))
                            .toList());
        }

        @Override
        public int characters() {
            return text.length();
        }
    }

    private static @Nullable Object[] values(long number, @Nullable String text, @Nullable ThreadConstant thread) {
        return new @Nullable Object[] {
            number,
            (int) number,
            (short) number,
            (byte) number,
            (char) number,
            number < 0,
            (float) number,
            (double) number,
            text,
            thread
        };
    }

    private Path written(ThrowingConsumer body) throws IOException {
        Path file = directory.resolve("chunk.jfr");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            body.accept(channel);
        }
        return file;
    }

    @FunctionalInterface
    private interface ThrowingConsumer {
        void accept(FileChannel file) throws IOException;
    }

    @Test
    void everyKindOfValueComesBack() throws IOException {
        List<Long> numbers = new ArrayList<>(List.of(0L, 1L, -1L, 127L, 128L, 16383L, 16384L));
        IntStream.range(0, 64).forEach(bit -> numbers.addAll(List.of(1L << bit, (1L << bit) - 1, -(1L << bit))));
        List<@Nullable String> texts = new ArrayList<>(Collections.singleton(null));
        texts.addAll(List.of("", "a", "abc", "\u00e4\u20ac\ud83d\ude00", "x".repeat(100_000)));

        Path file = written(channel -> {
            ChunkWriter chunk = new ChunkWriter(channel, 0, LAYOUT, CLOCK);
            for (int i = 0; i < numbers.size(); i++) {
                chunk.write(NAME, 5_000 + i, WORKER, null, values(numbers.get(i), texts.get(i % texts.size()), NATIVE));
            }
            chunk.flush();
        });

        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events).hasSize(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            RecordedEvent event = events.get(i);
            long number = numbers.get(i);
            assertThat(event.getLong("address")).isEqualTo(number);
            assertThat(event.getInt("aInt")).isEqualTo((int) number);
            assertThat(event.getShort("aShort")).isEqualTo((short) number);
            assertThat(event.getByte("aByte")).isEqualTo((byte) number);
            assertThat(event.getChar("aChar")).isEqualTo((char) number);
            assertThat(event.getBoolean("aBoolean")).isEqualTo(number < 0);
            assertThat(event.getFloat("aFloat")).isEqualTo((float) number);
            assertThat(event.getDouble("aDouble")).isEqualTo((double) number);
            assertThat(event.getString("text")).isEqualTo(texts.get(i % texts.size()));
            assertThat(event.getThread("thread").getOSName()).isEqualTo("gc");
            assertThat(event.getThread("thread").getJavaName()).isNull();
        }
    }

    @Test
    void anEventHasTheTimeThreadAndStackThatItWasGiven() throws IOException {
        Path file = written(channel -> {
            ChunkWriter chunk = new ChunkWriter(channel, 0, LAYOUT, CLOCK);
            chunk.write(NAME, 1_000_005_000, WORKER, new Lines("a.b.C m 7\nD$E n 0"), values(1, "t", null));
            chunk.write(NAME, 6_000, null, new Lines("cut o 1"), values(1, "t", WORKER));
            chunk.flush();
        });

        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        RecordedEvent event = events.get(0);
        assertThat(event.getStartTime()).isEqualTo(Instant.ofEpochSecond(1_700_000_001));
        RecordedThread thread = event.getThread();
        assertThat(thread.getJavaName()).isEqualTo(WORKER.javaName());
        assertThat(thread.getJavaThreadId()).isEqualTo(17);
        assertThat(thread.getOSThreadId()).isEqualTo(4711);
        assertThat(event.getStackTrace().isTruncated()).isFalse();
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        assertThat(frames).hasSize(2);
        RecordedClass type = frames.get(0).getMethod().getType();
        assertThat(type.getName()).isEqualTo("a.b.C");
        assertThat(frames.get(0).getMethod().getName()).isEqualTo("m");
        assertThat(frames.get(0).getMethod().getDescriptor()).isEqualTo("(I)V");
        assertThat(frames.get(0).getLineNumber()).isEqualTo(7);
        assertThat(frames.get(0).getBytecodeIndex()).isEqualTo(9);
        assertThat(frames.get(0).getType()).isEqualTo("Interpreted");
        assertThat(frames.get(1).getMethod().getType().getName()).isEqualTo("D$E");
        assertThat(events.get(1).getThread()).isNull();
        assertThat(events.get(1).getThread("thread").getJavaName()).isEqualTo(WORKER.javaName());
        assertThat(events.get(1).getStackTrace().isTruncated()).isTrue();
        assertThat(event.getEventType().getLabel()).isEqualTo("Sample");
        assertThat(event.getEventType().getCategoryNames()).containsExactly("one", "two");
        assertThat(event.getEventType().getField("address").getContentType()).isEqualTo(MemoryAddress.class.getName());
    }

    @Test
    void aChunkIsWholeAfterEachFlush() throws IOException {
        Path file = written(channel -> {
            ChunkWriter chunk = new ChunkWriter(channel, 0, LAYOUT, CLOCK);
            for (int i = 0; i < 20; i++) {
                // Old constants and new ones.
                chunk.write(NAME, 5_000 + i, WORKER, new Lines("a.B m " + i / 2), values(i, "text " + i / 2, WORKER));
                chunk.flush();
                List<RecordedEvent> events = RecordingFile.readAllEvents(directory.resolve("chunk.jfr"));
                assertThat(events).hasSize(i + 1).allSatisfy(event -> {
                    assertThat(event.getString("text")).isEqualTo("text " + event.getInt("aInt") / 2);
                    assertThat(event.getStackTrace().getFrames().get(0).getLineNumber())
                            .isEqualTo(event.getInt("aInt") / 2);
                });
            }
        });
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void anotherChunkBeginsWhenOneIsFull() throws IOException {
        int[] chunks = {0};
        Path file = written(channel -> {
            ChunkSequence sequence = new ChunkSequence(
                    1 << 20, () -> new ChunkWriter(channel, channel.size(), LAYOUT, CLOCK.later(1_000L * chunks[0]++)));
            for (int i = 0; i < 100_000; i++) {
                // More texts than may be constants, and more stacks than one chunk may have.
                sequence.write(NAME, 5_000 + i, WORKER, new Lines("a.B m " + i), values(i, "text " + i, WORKER));
            }
            sequence.flush();
        });

        assertThat(chunks[0]).isGreaterThan(3);
        int[] read = {0};
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                int i = event.getInt("aInt");
                assertThat(event.getString("text")).isEqualTo("text " + i);
                assertThat(event.getStackTrace().getFrames().get(0).getLineNumber())
                        .isEqualTo(i);
                read[0]++;
            }
        }
        assertThat(read[0]).isEqualTo(100_000);
    }

    @Test
    void aLargeBeginIsNotWrittenAgainWithEachEvent() throws IOException {
        int chunkBytes = 1 << 12;
        int beginEvents = 1_000; // more than such a chunk holds
        int added = 4_000;
        int[] chunks = {0};
        Path file = written(channel -> {
            ChunkSequence sequence = new ChunkSequence(chunkBytes, () -> {
                ChunkWriter chunk = new ChunkWriter(channel, channel.size(), LAYOUT, CLOCK.later(1_000L * chunks[0]++));
                for (int i = 0; i < beginEvents; i++) {
                    chunk.write(NAME, 5_000, WORKER, null, values(-1, "begin " + i, WORKER));
                }
                return chunk;
            });
            for (int i = 0; i < added; i++) {
                sequence.write(NAME, 5_000 + i, WORKER, null, values(i, "text " + i, WORKER));
                sequence.flush();
            }
        });

        assertThat(chunks[0]).isBetween(2, 2 * added / beginEvents);
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events).hasSize(added + chunks[0] * beginEvents);
        assertThat(events.stream().map(event -> event.getInt("aInt")).filter(number -> number >= 0))
                .containsExactlyElementsOf(IntStream.range(0, added).boxed().toList());
    }

    @Test
    void chunksOfTwoLayoutsKeepTheirConstantsApart() throws IOException {
        List<Layout> layouts = List.of(new Layout(100_000, List.of(SHAPE)), new Layout(200_000, List.of(SHAPE)));
        Path file = written(channel -> {
            for (int i = 0; i < 10; i++) {
                ChunkWriter chunk =
                        new ChunkWriter(channel, channel.size(), layouts.get(i % 2), CLOCK.later(1_000L * i));
                ThreadConstant thread = new ThreadConstant("thread " + i, i, "thread " + i, i);
                chunk.write(NAME, 5_000 + i, thread, new Lines("a.B m " + i), values(i, "text " + i, thread));
                chunk.flush();
            }
        });

        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events).hasSize(10).allSatisfy(event -> {
            int i = event.getInt("aInt");
            assertThat(event.getString("text")).isEqualTo("text " + i);
            assertThat(event.getThread().getJavaName()).isEqualTo("thread " + i);
            assertThat(event.getStackTrace().getFrames().get(0).getLineNumber()).isEqualTo(i);
        });
    }
}
