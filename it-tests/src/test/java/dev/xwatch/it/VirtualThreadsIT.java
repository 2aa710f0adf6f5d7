package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.VirtualCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A hit has the id of the virtual thread that made it, which has passed that id as the argument, or none. */
@RequiresBreakpoints
class VirtualThreadsIT {
    private static final int FIRST_FEATURE = 21;
    private static final String THREADS = "1000";
    private static final String CALLS = "10";
    private static final String TARGET = "dev.xwatch.it.app.VirtualCalls::hit";

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    Path directory;

    static Stream<Arguments> eachCollector() throws IOException {
        return Jdks.found().stream()
                .filter(jdk -> jdk.feature() >= FIRST_FEATURE)
                .flatMap(jdk -> Stream.of("G1", "Z", "Serial", "Parallel")
                        .flatMap(gc -> Stream.of(0L, 100_000L, 900_000L).map(park -> Arguments.of(jdk, gc, park))));
    }

    @ParameterizedTest(name = "{0} {1} parks for {2} ns")
    @MethodSource("eachCollector")
    void theIdIsTheCallersOrNone(Jdk jdk, String collector, long parkNanos) throws Exception {
        Path recording = directory.resolve("hits.jfr");
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-XX:+Use" + collector + "GC", "-Xmx64m", "-XX:+EnableDynamicAgentLoading")
                .jvm("-Djdk.virtualThreadScheduler.parallelism=2", "-Djdk.virtualThreadScheduler.maxPoolSize=2")
                .jvm("-XX:CompileCommand=quiet", "-XX:CompileCommand=dontinline," + TARGET)
                .main(VirtualCalls.class, THREADS, CALLS, Long.toString(parkNanos)));
        child.awaitLine("ready");
        ReplyFile reply = child.load("watch:" + TARGET + ",stack:64,record:" + recording);
        assertThat(reply.only().state()).isEqualTo("Armed");
        child.println("go");
        child.awaitLine("done");
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();

        List<RecordedEvent> hits = RecordingFile.readAllEvents(recording).stream()
                .filter(event -> event.getEventType().getName().equals("dev.xwatch.Hit"))
                .toList();
        List<RecordedEvent> known =
                hits.stream().filter(hit -> hit.getLong("virtualThreadId") != 0).toList();
        System.out.printf(
                "%s %s, parks for %d ns: the virtual thread of %d of %d hits is known%n",
                jdk, collector, parkNanos, known.size(), hits.size());
        assertThat(hits).isNotEmpty();
        assertThat(known)
                .allSatisfy(hit ->
                        assertThat(hit.getString("arguments")).isEqualTo("id=" + hit.getLong("virtualThreadId")));
        if (collector.equals("Z")) {
            assertThat(known).as("it moves objects at any time").isEmpty();
        } else if (parkNanos == 0) {
            // Of those that hit faster than they are read, collections may leave none.
            assertThat(known).isNotEmpty();
        }
    }
}
