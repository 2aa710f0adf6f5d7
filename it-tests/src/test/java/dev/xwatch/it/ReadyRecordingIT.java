package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.Calls;
import dev.xwatch.it.app.Dispatch;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.stacktrace.tree.Node;
import org.openjdk.jmc.flightrecorder.stacktrace.tree.StacktraceTreeModel;

/** {@code record:} writes what JMC shows as it shows its own: events of the threads that hit, with their stacks. */
@RequiresBreakpoints
class ReadyRecordingIT {
    private static final String WATCH = Dispatch.STATIC.target();
    private static final int CALLS = 20_000;
    private static final int THREADS = 3;
    private static final int MOST_WARM_UP_ROUNDS = 60;
    private static final String EXECUTION = "dev.xwatch.Execution";

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    /** Until the target is compiled and watched. */
    private ChildJvm start(Jdk jdk, String... options) throws Exception {
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline," + WATCH)
                .agent(options)
                .main(Calls.class, "STATIC", Integer.toString(CALLS), Integer.toString(THREADS)));
        child.awaitLine("ready");
        for (int round = 0; child.load("list").only().counts().hits() == 0; round++) {
            assertThat(round).as("rounds until compiled and armed").isLessThan(MOST_WARM_UP_ROUNDS);
            call(child, "one");
        }
        return child;
    }

    private static void call(ChildJvm child, String threads) throws InterruptedException {
        child.println(threads);
        child.awaitLine(threads + " sum=");
    }

    /** @return how long that took from the end of its input */
    private static Duration end(ChildJvm child) throws InterruptedException {
        Instant begin = Instant.now();
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();
        return Duration.between(begin, Instant.now());
    }

    @EachJdk
    void everyHitIsAnExecutionOfItsThread(Jdk jdk) throws Exception {
        Path recording = directory.resolve("ready-%p.jfr");
        ChildJvm child = start(jdk, "watch:" + WATCH, "record:" + recording);
        call(child, "one");
        call(child, "old");
        call(child, "new");
        Duration exit = end(child);
        Path file = Path.of(recording.toString().replace("%p", Long.toString(child.pid())));
        assertThat(files()).containsExactly(file);

        ReadyFile ready = ReadyFile.read(file);
        assertThat(ready.hits()).hasSizeGreaterThan(CALLS);
        ready.requireExecutionsAreHits();
        assertThat(ready.executions().stream().map(ReadyFile.Moment::thread).distinct())
                .hasSizeGreaterThan(THREADS);
        requireJmcSeesTheSame(file, ready);
        requireRuleTells(file, ready.hits().size());
        requireToolsShowThem(jdk, file, ready.hits().size());
        // On some hypervisors the application would have died, and that is said.
        assertThat(child.stderr())
                .allSatisfy(line -> assertThat(line).contains("the hypervisor lost the cause of a hit"));
        System.out.printf(
                "%s: %,d hits, %,d bytes, exit of the JVM %d ms after the end of its input%n",
                jdk, ready.hits().size(), Files.size(file), exit.toMillis());
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static void requireJmcSeesTheSame(Path file, ReadyFile ready) throws Exception {
        List<HitFile.Hit> executions = JmcFile.executions(file);
        assertThat(executions).hasSameSizeAs(ready.executions());
        assertThat(executions.stream().map(HitFile.Hit::time).toList())
                .isEqualTo(
                        ready.executions().stream().map(ReadyFile.Moment::time).toList());
        assertThat(executions.stream().map(hit -> hit.javaThread().orElse("")).collect(Collectors.toSet()))
                .isEqualTo(ready.executions().stream()
                        .map(ReadyFile.Moment::thread)
                        .collect(Collectors.toSet()));
        IItemCollection items = JfrLoaderToolkit.loadEvents(file.toFile()).apply(ItemFilters.type(EXECUTION));
        StacktraceTreeModel tree = new StacktraceTreeModel(items);
        assertThat((long) tree.getRoot().getChildren().stream()
                        .mapToDouble(Node::getCumulativeWeight)
                        .sum())
                .isEqualTo(ready.executions().size());
    }

    /** As JMC's window finds it: the jar beside JMC's own. */
    private static void requireRuleTells(Path file, int hits) throws Exception {
        String jmc = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> jar.contains("jmc") || jar.contains("encoder") || jar.contains("lz4"))
                .collect(Collectors.joining(File.pathSeparator));
        String report = Tool.run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                jmc + File.pathSeparator + Artifacts.jmcJar(),
                "org.openjdk.jmc.flightrecorder.rules.report.html.JfrHtmlRulesReport",
                file.toString()));
        assertThat(report).contains(WATCH, "%,d in this recording".formatted(hits));
    }

    private static void requireToolsShowThem(Jdk jdk, Path file, int hits) throws Exception {
        String jfr = jdk.tool("jfr");
        assertThat(Tool.run(List.of(jfr, "summary", file.toString())))
                .containsPattern("dev\\.xwatch\\.Execution\\s+" + hits + "\\s")
                .containsPattern("dev\\.xwatch\\.Hit\\s+" + hits + "\\s");
        long[] printed = {0};
        Tool.run(List.of(jfr, "print", "--events", EXECUTION, file.toString()), line -> {
            if (line.startsWith("  eventThread = \"")) {
                printed[0]++;
            }
        });
        assertThat(printed[0]).isEqualTo(hits);
        if (jdk.feature() >= 21) {
            assertThat(Tool.run(List.of(jfr, "view", "--width", "200", "--verbose", EXECUTION, file.toString())))
                    .containsPattern("\\d\\d:\\d\\d:\\d\\d +\\S+ s +main +dev\\.xwatch");
        }
    }

    @EachJdk
    void whatAKillLeavesIsReadAndMadeReady(Jdk jdk) throws Exception {
        Path recording = directory.resolve("killed.jfr");
        ChildJvm child = start(jdk, "watch:" + WATCH, "record:" + recording);
        call(child, "old");
        call(child, "old");
        // Counts are written each second, and all hits before them.
        Thread.sleep(2_500);
        child.println("old");
        child.kill();

        HitFile left = HitFile.read(recording);
        assertThat(left.hits()).hasSizeGreaterThan(CALLS);
        assertThat(left.states(WATCH)).isNotEmpty();
        assertThat(left.counts(WATCH)).isNotEmpty();
        Path ready = directory.resolve("made-ready.jfr");
        String said = enrich(jdk, recording, ready);
        ReadyFile made = ReadyFile.read(ready);
        assertThat(made.hits()).hasSameSizeAs(left.hits());
        made.requireExecutionsAreHits();
        requireJmcSeesTheSame(ready, made);
        requireRuleTells(ready, left.hits().size());
        requireToolsShowThem(jdk, ready, left.hits().size());
        assertThat(said).contains(String.format("%,d", left.hits().size()).replace(",", ""));

        Path again = directory.resolve("again.jfr");
        assertThat(enrich(jdk, ready, again)).contains("copy");
        assertThat(again).hasSameBinaryContentAs(ready);
    }

    private static String enrich(Jdk jdk, Path in, Path out) throws Exception {
        return Tool.run(List.of(
                jdk.tool("java"), "-jar", Artifacts.xwatchJar().toString(), "enrich", in.toString(), out.toString()));
    }

    @EachJdk
    void beyondItsLimitARecordingLosesItsOldest(Jdk jdk) throws Exception {
        long limit = 1 << 20;
        Path recording = directory.resolve("limited.jfr");
        ChildJvm child = start(jdk, "watch:" + WATCH, "record:" + recording, "recordmax:1MB");
        for (int i = 0; i < 4; i++) {
            call(child, "old");
            assertThat(Files.size(recording)).isLessThan(2 * limit);
        }
        Counts counts = child.load("list").only().counts();
        end(child);

        ReadyFile ready = ReadyFile.read(recording);
        assertThat(ready.executions()).isNotEmpty().hasSizeLessThan((int) counts.recorded());
        // JFR drops whole chunks of its own, which it ends some time after they have reached 12 MB: perhaps all of
        // them.
        assertThat(Files.size(recording)).isLessThan(limit + (24 << 20));
        if (!ready.hits().isEmpty()) {
            ReadyFile.Moment lastHit = ready.hits().get(ready.hits().size() - 1);
            assertThat(ready.executions().get(ready.executions().size() - 1)).isEqualTo(lastHit);
        }
        assertThat(files()).containsExactly(recording);
    }

    @EachJdk
    void stopFinishesTheFile(Jdk jdk) throws Exception {
        Path recording = directory.resolve("stopped.jfr");
        ChildJvm child = start(jdk, "watch:" + WATCH, "record:" + recording);
        call(child, "one");
        call(child, "one");

        assertThat(child.load("stop").ok()).isTrue();

        assertThat(files()).containsExactly(recording);
        ReadyFile ready = ReadyFile.read(recording);
        ready.requireExecutionsAreHits();
        assertThat(child.jcmd("JFR.check")).doesNotContain("name=xwatch");
        end(child);
    }
}
