package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Calls;
import dev.xwatch.it.app.Dispatch;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Only hits of threads with certain names are recorded; those of the others are counted. */
@RequiresBreakpoints
class ThreadsIT {
    private static final int CALLS = 20_000;
    private static final int THREADS = 2;
    private static final String WANTED = "pool-*-thread-2";

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    Path directory;

    @EachJdk
    void hitsOfOtherThreadsAreDiscarded(Jdk jdk) throws Exception {
        Path recording = directory.resolve("threads.jfr");
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline," + Dispatch.STATIC.target())
                .agent("watch:" + Dispatch.STATIC.target(), "threads:" + WANTED, "stack:off", "record:" + recording)
                .main(Calls.class, Dispatch.STATIC.name(), Integer.toString(CALLS), Integer.toString(THREADS)));
        child.awaitLine("ready");

        await().atMost(ChildJvm.LONG).untilAsserted(() -> {
            child.println("old");
            child.awaitLine("old");
            Counts so = child.load("list").only().counts();
            assertThat(so.recorded()).isPositive();
            assertThat(so.discarded()).as("hits of the other thread").isPositive();
        });
        await().atMost(ChildJvm.LONG)
                .untilAsserted(() -> child.load("list").only().counts().requireAddUp());
        Counts counts = child.load("list").only().counts();
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();

        assertThat(HitFile.read(recording).hits())
                .hasSize(Math.toIntExact(counts.recorded()))
                .allSatisfy(hit -> assertThat(hit.threadName()).endsWith("-thread-2"));
    }
}
