package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.HitMaker;
import dev.xwatch.it.app.Idler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code enrich}, on whatever recording it is given. */
class EnrichIT {
    /** {@code -Dxwatch.enrich.hits=1000000} for the long form. */
    private static final int HITS = Integer.getInteger("xwatch.enrich.hits", 100_000);

    /** Too little for all hits at once, even in the short form. */
    private static final String HEAP = "-Xmx64m";

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private record End(int status, String said, String complained) {}

    private End enrich(Jdk jdk, Path in, Path out) throws Exception {
        ChildJvm enrich = jvms.start(Launch.on(jdk)
                .jvm(HEAP, "-Xlog:gc*:file=" + directory.resolve("gc.log"))
                .jar(Artifacts.xwatchJar(), "enrich", in.toString(), out.toString()));
        int status = enrich.awaitExit(ChildJvm.LONG);
        return new End(status, String.join("\n", enrich.stdout()), String.join("\n", enrich.stderr()));
    }

    private Path recorded(Jdk jdk, int hits) throws Exception {
        Path file = directory.resolve("hits.jfr");
        ChildJvm maker = jvms.start(Launch.on(jdk).main(HitMaker.class, file.toString(), Integer.toString(hits)));
        maker.awaitLine("recorded ");
        assertThat(maker.awaitExit(ChildJvm.LONG)).isZero();
        return file;
    }

    @EachJdk
    void manyHitsNeedNoMoreMemoryThanFew(Jdk jdk) throws Exception {
        Path in = recorded(jdk, HITS);
        Path out = directory.resolve("ready.jfr");
        long begin = System.nanoTime();

        End end = enrich(jdk, in, out);

        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertThat(end.complained()).isEmpty();
        assertThat(end.status()).isZero();
        System.out.printf(
                "%s: %,d hits, %,d bytes -> %,d bytes in %,d ms with %s, largest heap before a collection %s%n",
                jdk, HITS, Files.size(in), Files.size(out), millis, HEAP, largestHeap());
        requireExecutions(out);
    }

    private String largestHeap() throws IOException {
        try (Stream<String> log = Files.lines(directory.resolve("gc.log"))) {
            return log.filter(line -> line.matches(".*Pause.* \\d+M->.*"))
                            .mapToInt(line -> Integer.parseInt(line.replaceAll(".* (\\d+)M->.*", "$1")))
                            .max()
                            .orElse(0)
                    + " MB";
        }
    }

    private static void requireExecutions(Path ready) throws IOException {
        int executions = 0;
        try (RecordingFile recording = new RecordingFile(ready)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (event.getEventType().getName().equals("dev.xwatch.Execution")) {
                    int i = (int) (event.getLong("address") - 0x7f00_0000_0000L);
                    assertThat(event.getString("arguments")).isEqualTo("0=" + i);
                    assertThat(event.getThread().getOSName()).isEqualTo("worker-" + i % 100);
                    assertThat(event.getStackTrace().getFrames()).hasSize(16);
                    assertThat(event.getStackTrace().getFrames().get(3).getLineNumber())
                            .isEqualTo(i % 1000 + 3);
                    executions++;
                }
            }
        }
        assertThat(executions).isEqualTo(HITS);
    }

    @EachJdk
    void ofARecordingThatIsCutOffTheWholeChunksAreMadeReady(Jdk jdk) throws Exception {
        byte[] whole = Files.readAllBytes(recorded(jdk, 1000));
        Path in = directory.resolve("cut.jfr");
        Files.write(in, whole);
        Files.write(in, List.of("the rest of a chunk"), StandardOpenOption.APPEND);
        Path out = directory.resolve("ready.jfr");

        End end = enrich(jdk, in, out);

        assertThat(end.status()).isZero();
        assertThat(end.said()).contains("1000 dev.xwatch.Execution", "the last 20 bytes cannot be read");
        assertThat(RecordingFile.readAllEvents(out)).hasSizeGreaterThanOrEqualTo(2000);
    }

    /** What the JVM itself leaves in its repository: a last chunk that it had flushed, but not finished. */
    @EachJdk
    void theJvmsOwnUnfinishedChunkIsRead(Jdk jdk) throws Exception {
        Path repository = directory.resolve("repository");
        ChildJvm idler = jvms.start(Launch.on(jdk)
                .jvm("-XX:FlightRecorderOptions:repository=" + repository, "-XX:StartFlightRecording:settings=default")
                .main(Idler.class));
        idler.awaitLine("idle ");
        Thread.sleep(2_500); // it flushes each second
        idler.kill();
        Path chunk = lastChunk(repository);
        Path out = directory.resolve("ready.jfr");

        End end = enrich(jdk, chunk, out);

        assertThat(end.complained()).isEmpty();
        assertThat(end.status()).isZero();
        assertThat(end.said()).contains("0 dev.xwatch.Execution");
        assertThat(RecordingFile.readAllEvents(out)).isNotEmpty();
    }

    private static Path lastChunk(Path repository) throws IOException {
        List<Path> chunks = new ArrayList<>();
        try (Stream<Path> files = Files.walk(repository)) {
            files.filter(file -> file.toString().endsWith(".jfr")).sorted().forEach(chunks::add);
        }
        return chunks.get(chunks.size() - 1);
    }

    @EachJdk
    void whatIsNoRecordingIsRefused(Jdk jdk) throws Exception {
        Path in = Files.writeString(directory.resolve("text.jfr"), "no recording ".repeat(100));
        Path out = directory.resolve("ready.jfr");

        End end = enrich(jdk, in, out);

        assertThat(end.status()).isEqualTo(1);
        assertThat(end.complained()).contains("text.jfr", "no chunk of a JFR recording");
        assertThat(out).doesNotExist();
        assertThat(enrich(jdk, directory.resolve("none.jfr"), out).status()).isEqualTo(1);
    }
}
