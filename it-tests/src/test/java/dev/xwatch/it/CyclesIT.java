package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import dev.xwatch.it.app.CallsUnderLoad;
import dev.xwatch.it.app.Dispatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Attach, watch, hit, stop, again and again on one JVM under load: each time exact, and nothing piles up. */
@RequiresBreakpoints
class CyclesIT {
    /** 200 with {@code -Dxwatch.cycles=200}. */
    private static final int CYCLES = Integer.getInteger("xwatch.cycles", 10);

    /** From then on nothing may become more: what the JVM itself keeps, it has by then. */
    private static final int FIRST = Math.min(10, CYCLES / 2);

    private static final int CALLS = 2_000;
    private static final int THREADS = 4;
    private static final int MOST_WARM_UP_ROUNDS = 60;
    private static final String METHOD = Dispatch.STATIC.target();

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    /** What a process has, in numbers; sizes in KiB. */
    private record Holdings(long descriptors, long mappings, long classes, long metaspace, long heap, long agents) {
        static Holdings of(ChildJvm child) throws Exception {
            child.jcmd("GC.run");
            String counters = child.jcmd("PerfCounter.print");
            String histogram = child.jcmd("GC.class_histogram");
            Path proc = Path.of("/proc", Long.toString(child.pid()));
            try (Stream<Path> descriptors = Files.list(proc.resolve("fd"))) {
                return new Holdings(
                        descriptors.count(),
                        Files.readAllLines(proc.resolve("maps")).size(),
                        sum(counters, "java\\.cls\\.(?:sharedL|l)oadedClasses")
                                - sum(counters, "java\\.cls\\.(?:sharedU|u)nloadedClasses"),
                        sum(counters, "sun\\.gc\\.metaspace\\.used") / 1024,
                        sum(counters, "sun\\.gc\\.generation\\.\\d\\.space\\.\\d\\.used") / 1024,
                        histogram
                                .lines()
                                .filter(line -> line.contains("dev.xwatch.agent.InstLoader"))
                                .count());
            }
        }

        private static long sum(String counters, String name) {
            Matcher matcher = Pattern.compile("(?m)^" + name + "=(\\d+)").matcher(counters);
            return matcher.results()
                    .mapToLong(match -> Long.parseLong(match.group(1)))
                    .sum();
        }
    }

    @EachJdk
    void nothingPilesUp(Jdk jdk) throws Exception {
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-Xmx256m", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading")
                .jvm("-XX:TieredStopAtLevel=1", "-XX:-BackgroundCompilation", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline," + METHOD)
                .main(
                        CallsUnderLoad.class,
                        Dispatch.STATIC.name(),
                        Integer.toString(CALLS),
                        Integer.toString(THREADS)));
        child.awaitLine("ready");
        for (int cycle = 0; cycle < FIRST; cycle++) {
            cycle(child);
        }
        Holdings first = atRest(child);

        for (int cycle = FIRST; cycle < CYCLES; cycle++) {
            cycle(child);
        }

        await().atMost(ChildJvm.LONG).untilAsserted(() -> {
            Holdings last = atRest(child);
            System.out.println(jdk + ", cycle " + FIRST + ": " + first + ", cycle " + CYCLES + ": " + last);
            assertThat(last.descriptors()).isLessThanOrEqualTo(first.descriptors());
            // Not one for every second cycle; the JVM itself has some more or less.
            assertThat(last.mappings()).isLessThanOrEqualTo(first.mappings() + (CYCLES - FIRST) / 2);
            // The JDK's own may be three more in a few cycles; one for each cycle would be too many.
            assertThat(last.classes()).isLessThanOrEqualTo(first.classes() + Math.max(4, (CYCLES - FIRST) / 2));
            assertThat(last.metaspace()).isLessThanOrEqualTo(first.metaspace() + 512);
            assertThat(last.heap()).isLessThanOrEqualTo(first.heap() + 1024);
        });
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();
    }

    /** When the collector has found that nobody has the agent's classes. */
    private static Holdings atRest(ChildJvm child) throws Exception {
        await().atMost(ChildJvm.LONG).until(() -> Holdings.of(child).agents() == 0);
        return Holdings.of(child);
    }

    private void cycle(ChildJvm child) throws Exception {
        load(child, "watch:" + METHOD);
        Counts rest = comeToRest(child);

        call(child, "new");

        ReplyFile.Watch hit = load(child, "list").only();
        assertThat(hit.counts().since(rest).hits()).as("%s", hit).isEqualTo((long) CALLS * THREADS);
        hit.counts().requireAddUp();
        assertThat(load(child, "stop").watches()).isEmpty();
    }

    private Counts comeToRest(ChildJvm child) throws Exception {
        Counts last = load(child, "list").only().counts();
        for (int round = 0; round < MOST_WARM_UP_ROUNDS; round++) {
            call(child, "one");
            Counts now = load(child, "list").only().counts();
            if (now.since(last).hits() == CALLS) {
                return now;
            }
            last = now;
        }
        throw new AssertionError("it does not come to rest: " + last);
    }

    private static void call(ChildJvm child, String threads) throws InterruptedException {
        child.println(threads);
        child.awaitLine(threads + " sum=");
    }

    /** As jcmd does it, without starting one each time. */
    private ReplyFile load(ChildJvm child, String options) throws Exception {
        Path reply = directory.resolve("reply");
        Files.deleteIfExists(reply);
        VirtualMachine jvm = VirtualMachine.attach(Long.toString(child.pid()));
        try {
            jvm.loadAgent(Artifacts.xwatchJar().toString(), Unlimited.budget(options) + ",reply:" + reply);
        } finally {
            jvm.detach();
        }
        ReplyFile answer = ReplyFile.read(reply);
        assertThat(answer.error()).isEmpty();
        return answer;
    }
}
