package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.Writers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who of eight threads writes where it should not, and at which line. */
@RequiresBreakpoints
class WriterIT {
    private static final String WATCH = "part";
    private static final int ROUNDS = 1_000;
    private static final String CORRUPTING_LINE =
            "dev.xwatch.it.app.Writers.corrupt(Writers.java:" + Writers.CORRUPTING_LINE + ")";

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    @EachJdk
    void theWriterToADirectBufferIsNamed(Jdk jdk) throws Exception {
        requireNamed(launch(jdk));
    }

    @EachJdk
    void theWriterToAMappedFileIsNamedInInterpretedCode(Jdk jdk) throws Exception {
        requireNamed(launch(jdk, directory.resolve("mapped").toString()).jvm("-Xint"));
    }

    private static Launch launch(Jdk jdk, String... file) {
        return Launch.on(jdk)
                .jvm("--add-opens", "java.base/java.nio=ALL-UNNAMED", "-XX:+EnableDynamicAgentLoading")
                .main(Writers.class, file);
    }

    private void requireNamed(Launch launch) throws Exception {
        Path recording = directory.resolve("writers.jfr");
        ChildJvm child = jvms.start(launch);
        String address = child.awaitLine("address ").substring("address ".length());
        ReplyFile armed =
                child.load("watch:%s@w:0x%x:8:w,record:%s".formatted(WATCH, Long.parseLong(address), recording));
        assertThat(armed.only().state()).isEqualTo("Armed");
        // One alone is found too: the first is made by code that is still interpreted.
        for (String rounds : List.of("1", Integer.toString(ROUNDS))) {
            child.println(rounds);
            child.awaitLine(rounds);
        }
        ReplyFile.Watch watch = child.load("list").only();
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();

        assertThat(watch.kind()).isEqualTo("data");
        assertThat(watch.counts().hits()).isEqualTo(ROUNDS + 1);
        watch.counts().requireAddUp();
        List<RecordedEvent> hits = hits(recording);
        assertThat((long) hits.size()).isEqualTo(watch.counts().recorded()).isPositive();
        for (RecordedEvent hit : hits) {
            assertThat(hit.getString("threadName")).isEqualTo(Writers.STRAY_THREAD);
            assertThat(hit.getThread("thread").getJavaName()).isEqualTo(Writers.STRAY_THREAD);
            assertThat(hit.getString("stack").lines().toList()).as("%s", hit).contains(CORRUPTING_LINE);
        }
    }

    private static List<RecordedEvent> hits(Path recording) throws IOException {
        return RecordingFile.readAllEvents(recording).stream()
                .filter(event -> event.getEventType().getName().equals("dev.xwatch.Hit"))
                .toList();
    }
}
