package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Calls;
import dev.xwatch.it.app.Dispatch;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A watch that is to end by itself does, and costs nothing then. */
@RequiresBreakpoints
class LimitIT {
    private static final int LIMIT = 5;
    private static final int CALLS = 20_000;
    private static final int THREADS = 4;

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    Path directory;

    @EachJdk
    void aLimitIsReachedExactly(Jdk jdk) throws Exception {
        Path recording = directory.resolve("limit.jfr");
        ChildJvm child = start(jdk, "limit:" + LIMIT, "record:" + recording);

        Counts atTheEnd = callUntilLimit(child);
        assertThat(atTheEnd.recorded()).isEqualTo(LIMIT);

        call(child);
        assertThat(child.load("list").only().counts())
                .as("counts after more calls")
                .isEqualTo(atTheEnd);
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();

        HitFile file = HitFile.read(recording);
        assertThat(file.hits()).hasSize(LIMIT);
        assertThat(file.states())
                .filteredOn(state -> !state.snapshot() && state.state().equals("Limit"))
                .singleElement()
                .satisfies(state -> assertThat(state.reason()).contains(LIMIT + " hits"));
    }

    @EachJdk
    void aTimeIsOverWithoutAnyHit(Jdk jdk) throws Exception {
        ChildJvm child = start(jdk, "for:300ms");

        await().atMost(ChildJvm.LONG)
                .untilAsserted(
                        () -> assertThat(child.load("list").only().state()).isEqualTo("Limit"));
        call(child);
        assertThat(child.load("list").only().counts()).isEqualTo(Counts.NONE);
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();
    }

    private ChildJvm start(Jdk jdk, String... options) throws Exception {
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline," + Dispatch.STATIC.target())
                .agent("watch:" + Dispatch.STATIC.target(), String.join(",", options))
                .main(Calls.class, Dispatch.STATIC.name(), Integer.toString(CALLS), Integer.toString(THREADS)));
        child.awaitLine("ready");
        return child;
    }

    /** @return the counts, once nothing is under way any more */
    private static Counts callUntilLimit(ChildJvm child) {
        await().atMost(ChildJvm.LONG).untilAsserted(() -> {
            call(child);
            assertThat(child.load("list").only().state()).isEqualTo("Limit");
        });
        Counts[] rest = new Counts[1];
        await().atMost(ChildJvm.LONG).untilAsserted(() -> {
            rest[0] = child.load("list").only().counts();
            rest[0].requireAddUp();
        });
        return rest[0];
    }

    private static void call(ChildJvm child) throws InterruptedException {
        child.println("old");
        child.awaitLine("old sum=");
    }
}
