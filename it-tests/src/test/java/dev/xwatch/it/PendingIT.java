package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.Calls;
import dev.xwatch.it.app.Dispatch;
import dev.xwatch.it.app.Idler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is never compiled says so, and costs next to nothing. */
@RequiresBreakpoints
class PendingIT {
    private static final int WATCHES = 1_000;

    /** After a minute without anything armed xwatch looks less often: {@code -Dxwatch.pending.seconds=75} sees that. */
    private static final Duration SETTLING = Duration.ofSeconds(Integer.getInteger("xwatch.pending.seconds", 10));

    private static final Duration OBSERVED = Duration.ofSeconds(8);
    private static final int CALLS = 5_000;

    /** Of {@code /proc/PID/stat}: what {@code USER_HZ} is everywhere. */
    private static final int TICKS_A_SECOND = 100;

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @EachJdk
    void aMethodThatIsOnlyInterpretedTellsItsCalls(Jdk jdk) throws Exception {
        String watched = Dispatch.STATIC.target();
        ChildJvm child = children.start(Launch.on(jdk)
                .jvm("-XX:CompileCommand=quiet", "-XX:CompileCommand=exclude," + watched)
                .agent("watch:" + watched)
                .main(Calls.class, "STATIC", Integer.toString(CALLS), "1"));
        child.awaitLine("ready");
        child.println("one");
        child.awaitLine("one");

        ReplyFile.Watch watch = child.load("list").only();

        assertThat(watch.state()).isEqualTo("Pending");
        assertThat(watch.reason()).contains("interpreted").contains("calls so far");
        assertThat(watch.unseen().interpretedCalls()).isBetween(CALLS * 9L / 10, (long) CALLS);
        assertThat(watch.counts().hits()).isZero();
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();
    }

    @EachJdk
    void aThousandPendingWatchesCostNextToNothing(Jdk jdk, @TempDir Path directory) throws Exception {
        // One half waits for classes, the other for compilations.
        Path options = Files.write(
                directory.resolve("options"),
                IntStream.range(0, WATCHES)
                        .mapToObj(i -> "watch:w" + i + "@"
                                + (i % 2 == 0
                                        ? "com.acme.*Service" + i + "::handle*"
                                        : "java.util.Spliterators$IntArrayS*::try*"))
                        .toList());
        ChildJvm idler = children.start(Launch.on(jdk).main(Idler.class));
        idler.awaitLine("idle ");
        assertThat(idler.load("@" + options).watches()).hasSize(WATCHES);

        Thread.sleep(SETTLING.toMillis());
        long before = ticks(idler.pid());
        Thread.sleep(OBSERVED.toMillis());
        double share = (ticks(idler.pid()) - before) / (double) (TICKS_A_SECOND * OBSERVED.toSeconds());

        System.out.printf("%s: %d watches pending cost %.2f %% of a core%n", jdk, WATCHES, share * 100);
        // The figure is what counts; this only tells a thread that never rests, on a machine that may be busy.
        assertThat(share).isLessThan(0.25);
        idler.println("");
        assertThat(idler.awaitExit(ChildJvm.LONG)).isZero();
    }

    /** The processor time of xwatch's threads. */
    private static long ticks(long pid) throws IOException {
        long ticks = 0;
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks.toList()) {
                String stat = Files.readString(task.resolve("stat"));
                int end = stat.lastIndexOf(')');
                if (stat.substring(0, end).contains("(xwatch-")) {
                    List<String> fields = List.of(stat.substring(end + 2).split(" "));
                    // utime and stime, fields 14 and 15 of proc(5); these begin at the third.
                    ticks += Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
                }
            }
        }
        return ticks;
    }
}
