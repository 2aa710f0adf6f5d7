package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Churn;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the moment when the agent is there, each call is counted, whoever started the thread that makes it. */
@RequiresBreakpoints
class AttachIT {
    private static final String WORK = Churn.class.getName() + "::work";
    private static final Pattern MADE = Pattern.compile("calls=(\\d+) threads=(\\d+)");

    /** A minute with {@code -Dxwatch.churn.seconds=60}. */
    private static final long CHURN_SECONDS = Long.getLong("xwatch.churn.seconds", 8);

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @EachJdk
    void theRunningDemoIsCountedExactlyFromThenOn(Jdk jdk) throws Exception {
        ChildJvm demo = children.start(Launch.on(jdk).jar(Artifacts.demoJar(), "--wait", "--rounds=2"));
        AttendedDemo attended = new AttendedDemo(demo, demo::load);

        attended.advanceTo("settle-1");
        attended.watchPrice();

        attended.playWithExactCounts();
    }

    @EachJdk
    void threadsOfEndedCreatorsAreCountedFromAttachOn(Jdk jdk) throws Exception {
        ChildJvm churn = children.start(churn(jdk));
        churn.awaitLine("READY");
        Made before = halt(churn);

        assertThat(churn.load("watch:" + WORK).ok()).isTrue();

        requireExact(churn, before);
    }

    @EachJdk
    void threadsOfEndedCreatorsAreCountedFromTheStart(Jdk jdk) throws Exception {
        ChildJvm churn = children.start(churn(jdk).agent("watch:" + WORK));
        churn.awaitLine("READY");

        requireExact(churn, halt(churn));
    }

    private static Launch churn(Jdk jdk) {
        // Compiled once, by C1, in the calling thread: from READY on each call enters the same code.
        return Launch.on(jdk)
                .jvm(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-BackgroundCompilation",
                        "-XX:CompileCommand=quiet",
                        "-XX:CompileCommand=dontinline," + WORK)
                .main(Churn.class);
    }

    /** What {@link Churn} says it has done so far. */
    private record Made(long calls, int threads) {}

    /** Lets all threads stand still. */
    private static Made halt(ChildJvm churn) throws InterruptedException {
        churn.println("");
        Matcher line = MADE.matcher(churn.awaitLine("calls="));
        if (!line.matches()) {
            throw new AssertionError(churn.toString());
        }
        return new Made(Long.parseLong(line.group(1)), Integer.parseInt(line.group(2)));
    }

    /** @param before said by the application, which stands still */
    private static void requireExact(ChildJvm churn, Made before) throws Exception {
        await().atMost(ChildJvm.LONG)
                .untilAsserted(
                        () -> assertThat(churn.load("list").only().state()).isEqualTo("Armed"));
        Counts countedBefore = churn.load("list").only().counts();

        churn.println("");
        Thread.sleep(Duration.ofSeconds(CHURN_SECONDS).toMillis());
        Made after = halt(churn);

        ReplyFile.Watch watch = churn.load("list").only();
        Counts counted = watch.counts().since(countedBefore);
        assertThat(after.threads() - before.threads()).as("threads started").isGreaterThan(100);
        assertThat(counted.hits()).as("hits: %s", watch).isEqualTo(after.calls() - before.calls());
        counted.requireAddUp();
        churn.endInput();
        assertThat(churn.awaitExit(ChildJvm.LONG)).isZero();
    }
}
