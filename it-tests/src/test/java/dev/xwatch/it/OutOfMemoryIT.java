package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Hoarder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that runs out of heap for a while takes it from xwatch too, which goes on when there is some again. */
@RequiresBreakpoints
class OutOfMemoryIT {
    private static final String WATCHED = "dev.xwatch.it.app.Hoarder::hit";
    private static final int WARM_UP_CALLS = 20_000;
    private static final int CALLS = 1_000;
    private static final int MILLIS = 4_000;

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    private static long calls(ChildJvm child, String command) throws InterruptedException {
        child.println(command);
        String answer = child.awaitLine(command);
        return Long.parseLong(answer.substring(answer.indexOf(':') + 2));
    }

    @EachJdk
    void nothingIsLostButWhatIsCounted(Jdk jdk) throws Exception {
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-Xmx48m", "-XX:+UseSerialGC", "-XX:-TieredCompilation")
                .jvm("-XX:CompileCommand=quiet", "-XX:CompileCommand=dontinline," + WATCHED)
                .jvm("-XX:CompileCommand=BackgroundCompilation," + WATCHED + ",false")
                .agent("watch:" + WATCHED)
                .main(Hoarder.class));
        child.awaitLine("ready");
        await().atMost(ChildJvm.LONG).until(() -> {
            calls(child, "call " + WARM_UP_CALLS);
            return child.attach("list").only().isArmed();
        });
        long callsBefore = calls(child, "call " + CALLS);
        long hitsBefore = child.attach("list").only().counts().hits();

        calls(child, "hoard " + MILLIS);
        long calls = calls(child, "call " + CALLS) - callsBefore;

        ReplyFile.Watch watch = child.attach("list").only();
        assertThat(watch.isArmed()).as("%s", watch).isTrue();
        Counts counts = watch.counts();
        System.out.println(jdk + ": " + calls + " calls, " + counts);
        assertThat(counts.hits() - hitsBefore).isEqualTo(calls);
        assertThat(counts.addUp()).as("%s", counts).isTrue();
        assertThat(child.attach("stop").ok()).isTrue();
        assertThat(child.threads()).noneMatch(name -> name.startsWith("xwatch-"));
        assertThat(child.perfEvents()).isZero();
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();
    }
}
