package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Dispatch;
import dev.xwatch.it.app.Hot;
import dev.xwatch.it.app.Load;
import dev.xwatch.it.app.Rhythm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A method that is called as fast as the machine can does not stop the application: its watch pauses, and what is counted
 * stays exact. For how long: {@code -Dxwatch.pause.seconds=600}.
 */
@RequiresBreakpoints
class BudgetIT {
    private static final int THREADS = 16;
    private static final long MILLIS = Integer.getInteger("xwatch.pause.seconds", 5) * 1_000L;

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    Path directory;

    @EachJdk
    void aHotMethodIsWatchedInWindowsAndNoCountIsLost(Jdk jdk) throws Exception {
        Path recording = directory.resolve("hot.jfr");
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline," + Dispatch.STATIC.target())
                .agent("watch:" + Dispatch.STATIC.target(), "budget:5%", "record:" + recording, "recordmax:8GB")
                .main(Hot.class, Integer.toString(THREADS)));
        child.awaitLine("ready");
        await().atMost(ChildJvm.LONG)
                .untilAsserted(
                        () -> assertThat(child.load("list").only().state()).isEqualTo("Paused"));
        int descriptors = descriptors(child);
        Thread.sleep(MILLIS);
        assertThat(descriptors(child)).as("descriptors").isLessThanOrEqualTo(descriptors + THREADS);

        child.println("stop");
        long calls = Long.parseLong(child.awaitLine("calls=").substring("calls=".length()));
        await().atMost(ChildJvm.LONG)
                .untilAsserted(() -> child.load("list").only().counts().requireAddUp());
        Counts counts = child.load("list").only().counts();
        System.out.println(jdk + ": " + calls + " calls, " + counts);
        assertThat(counts.hits()).isBetween(1L, calls);
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();

        HitFile file = HitFile.read(recording);
        assertThat(file.hits()).hasSize(Math.toIntExact(counts.recorded()));
        HitFile.Count last = file.counts().get(file.counts().size() - 1);
        assertThat(last.armedNanos()).isBetween(1L, last.observedNanos() - 1);
        requireOnePauseASecond(file.states());
    }

    /** Each class of xwatch's that is loaded while a breakpoint is on is a hundred hits more than the budget allows. */
    @EachJdk
    void whatTheFirstHitsNeedIsLoadedBefore(Jdk jdk) throws Exception {
        String target = "dev.xwatch.it.app.Targets::mixed";
        Path log = directory.resolve("classes.log");
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-Xlog:class+load:file=" + log + ":tid", "-XX:CompileCommand=quiet")
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=dontinline," + target)
                .agent("list")
                .main(Load.class, "1", Rhythm.STEADY.name(), "1000000"));
        child.awaitLine("ready");
        child.attach("watch:" + target + ",budget:1%");
        await().atMost(ChildJvm.LONG).until(() -> child.load("list").only().isArmed());
        assertThat(child.load("list").only().counts().hits()).isZero();
        int before = Files.readAllLines(log).size();
        child.println("go");
        await().atMost(ChildJvm.LONG)
                .untilAsserted(
                        () -> assertThat(child.load("list").only().state()).isEqualTo("Paused"));
        child.println("halt");
        child.awaitLine("calls=");

        Pattern byDrain = Pattern.compile("\\[" + child.nativeId("xwatch-drain") + " *].*");
        List<String> lines = Files.readAllLines(log);
        assertThat(lines.subList(0, before)).anyMatch(byDrain.asMatchPredicate());
        assertThat(lines.subList(before, lines.size()))
                .noneMatch(line ->
                        line.contains("dev.xwatch") && byDrain.matcher(line).matches());
        child.endInput();
    }

    @EachJdk
    void theMBeanTellsAndSetsTheBudget(Jdk jdk) throws Exception {
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline," + Dispatch.STATIC.target())
                .main(Hot.class, Integer.toString(THREADS)));
        child.awaitLine("ready");
        try (JmxConnection connection = JmxConnection.to(child)) {
            assertThat(child.load("").ok()).isTrue();
            await().atMost(ChildJvm.LONG).until(connection::hasWatches);
            assertThat(connection.attribute("BudgetPercent")).isEqualTo(5.0);
            assertThat(connection.attribute("HitCostNanos")).isEqualTo(0L);

            connection.set("BudgetPercent", 2.5);
            connection.watches("watch", Dispatch.STATIC.target());

            assertThat(connection.attribute("BudgetPercent")).isEqualTo(2.5);
            assertThat((Long) connection.attribute("HitCostNanos")).isPositive();
            await().atMost(ChildJvm.LONG)
                    .untilAsserted(
                            () -> assertThat(child.load("list").only().reason()).contains("budget of 2.5%"));
            assertThatThrownBy(() -> connection.set("BudgetPercent", 101.0)).hasStackTraceContaining("no percentage");

            connection.call("unwatch", "all");
            connection.set("BudgetPercent", 0.0);
            assertThat(connection.attribute("BudgetPercent")).isEqualTo(0.0);
        }
        child.println("stop");
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();
    }

    private static void requireOnePauseASecond(List<HitFile.State> states) {
        List<HitFile.State> pauses = states.stream()
                .filter(state -> !state.snapshot() && state.state().equals("Paused"))
                .toList();
        assertThat(pauses).isNotEmpty();
        for (int i = 1; i < pauses.size(); i++) {
            assertThat(pauses.get(i).time())
                    .isAfterOrEqualTo(pauses.get(i - 1).time().plusMillis(800));
        }
        assertThat(pauses).allSatisfy(pause -> assertThat(pause.reason()).contains("budget of 5.0%"));
    }

    private static int descriptors(ChildJvm child) {
        String[] open = Path.of("/proc/" + child.pid() + "/fd").toFile().list();
        return open == null ? 0 : open.length;
    }
}
