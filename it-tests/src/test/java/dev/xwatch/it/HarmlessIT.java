package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.Ending;
import dev.xwatch.it.app.Idler;
import dev.xwatch.it.app.SlowEnd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whatever it is told, and wherever it runs: the application ends as it would, with all its output. */
class HarmlessIT {
    /** Each with a word that must stand in what is said of it; the empty word where there is nothing to say. */
    private static final List<List<String>> WRONG = List.of(
            List.of("nonsense:1", "nonsense"),
            List.of("watch", "write watch:SPEC"),
            List.of("watch:price", "price"),
            List.of("watch:watchpoint:0x7f00:3:x", "length 3"),
            List.of("watch:watchpoint:0x7f00:8:r", "mode r"),
            List.of("watch:A::b,watch:A::b", "A::b already"),
            List.of("@/no/such/file", "/no/such/file"),
            List.of("record:/no/such/directory/x.jfr", "/no/such/directory"),
            List.of("reply:/no/such/directory/x", "/no/such/directory"),
            List.of("log:loud", "loud"),
            List.of("unwatch:nobody", "nobody"),
            List.of("\u0001,,:=(<\"", "Fix"));

    private static final int SIGTRAP_STATUS = 128 + 5;

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private record End(int status, List<String> stdout, List<String> stderr) {}

    private End run(Launch launch, Ending.Way way) throws Exception {
        ChildJvm child = children.start(launch.main(Ending.class, way.name()));
        int status = child.awaitExit(ChildJvm.LONG);
        return new End(status, child.stdout(), child.stderr());
    }

    @EachJdk
    void theApplicationEndsAsWithoutTheAgent(Jdk jdk) throws Exception {
        for (Ending.Way way : Ending.Way.values()) {
            End alone = run(Launch.on(jdk), way);

            assertThat(run(Launch.on(jdk).jvm("-javaagent:" + Artifacts.xwatchJar()), way))
                    .as("%s", way)
                    .isEqualTo(alone);
        }
    }

    /** Of threads that are in native code then, HotSpot waits 300 ms whether they come back. */
    @EachJdk
    @RequiresBreakpoints
    void anEndingJvmNeedNotWaitForXwatch(Jdk jdk) throws Exception {
        ChildJvm child = children.start(Launch.on(jdk).agent("watch:0x123450").main(SlowEnd.class));
        child.awaitLine("ready");
        child.endInput();
        String[] told = child.awaitLine("seen=").split("\\D+", -1);
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();

        int seen = Integer.parseInt(told[1]);
        assertThat(seen).as("xwatch's threads, by looks").isGreaterThan(50);
        assertThat(Integer.parseInt(told[2]))
                .as("of which running or in native code")
                .isLessThan(seen / 10);
    }

    @EachJdk
    @RequiresBreakpoints // a machine that has none is an error, which is printed
    void theApplicationEndsAsWithoutWatchesThatAreNeverHit(Jdk jdk) throws Exception {
        for (Ending.Way way : Ending.Way.values()) {
            End alone = run(Launch.on(jdk), way);

            assertThat(run(Launch.on(jdk).agent("watch:dev.xwatch.it.app.Nobody::never", "watch:0x123450"), way))
                    .as("%s", way)
                    .isEqualTo(alone);
        }
    }

    @EachJdk
    void aWrongOptionIsNamedAndTheApplicationRunsOn(Jdk jdk) throws Exception {
        requireNamed(jdk, WRONG);
    }

    @EachJdk
    @RequiresBreakpoints // where there are none that is said first
    void aWrongMethodIsNamedAndTheApplicationRunsOn(Jdk jdk) throws Exception {
        requireNamed(jdk, List.of(List.of("watch:java.lang.String::hashcode", "hashCode")));
    }

    private void requireNamed(Jdk jdk, List<List<String>> options) throws Exception {
        End alone = run(Launch.on(jdk), Ending.Way.EXIT);
        for (List<String> wrong : options) {
            End end = run(Launch.on(jdk).agent(wrong.get(0)), Ending.Way.EXIT);

            assertThat(end.status()).as("%s", wrong).isEqualTo(alone.status());
            assertThat(end.stdout()).as("%s", wrong).isEqualTo(alone.stdout());
            assertThat(end.stderr()).as("%s", wrong).containsAll(alone.stderr());
            assertThat(end.stderr().stream().filter(line -> line.startsWith("[xwatch]")))
                    .as("%s", wrong)
                    .hasSize(1)
                    .allMatch(line -> line.contains(wrong.get(1)) && line.contains("Fix: "));
            assertThat(end.stderr()).as("%s", wrong).hasSize(alone.stderr().size() + 1);
        }
    }

    @EachJdk
    void aWrongOptionIsAnsweredInTheReplyAndInRecordings(Jdk jdk) throws Exception {
        Path recording = directory.resolve("startup.jfr");
        ChildJvm idler = children.start(Launch.on(jdk)
                .jvm("-XX:StartFlightRecording:filename=" + recording)
                .agent("watch:java.lang.String::hashcode,nonsense:1")
                .main(Idler.class));
        idler.awaitLine("idle ");

        ReplyFile reply = idler.load("watch:watchpoint:0x7f00:3:x");
        assertThat(reply.ok()).isFalse();
        assertThat(reply.error()).hasValueSatisfying(error -> {
            assertThat(error.what()).contains("0x7f00:3:x");
            assertThat(error.why()).contains("length 3");
            assertThat(error.fix()).contains("8");
        });
        assertThat(idler.load("list").ok()).isTrue();

        idler.println("");
        assertThat(idler.awaitExit(ChildJvm.LONG)).isZero();
        List<String> failed = HitFile.read(recording).states().stream()
                .filter(state -> state.state().equals("Failed"))
                .map(HitFile.State::watch)
                .distinct()
                .toList();
        assertThat(failed)
                .anyMatch(watch -> watch.contains("nonsense"))
                .anyMatch(watch -> watch.contains("0x7f00:3:x"));
    }

    @EachJdk
    @RequiresBreakpoints
    void aSigtrapThatIsNoHitEndsTheApplicationAsEver(Jdk jdk) throws Exception {
        ChildJvm idler = children.start(
                Launch.on(jdk).agent("watch:dev.xwatch.it.app.Nobody::never").main(Idler.class));
        idler.awaitLine("idle ");
        assertThat(idler.load("list").ok()).isTrue();

        Tool.run(List.of("sh", "-c", "kill -TRAP " + idler.pid()));

        assertThat(idler.awaitExit(ChildJvm.LONG)).isEqualTo(SIGTRAP_STATUS);
    }

    @EachJdk
    void whereTheKernelRefusesTheApplicationRunsOn(Jdk jdk) throws Exception {
        Host.requireTool("strace");
        End alone = run(Launch.on(jdk), Ending.Way.EXIT);
        for (String injected : List.of(
                "perf_event_open:error=EACCES",
                "perf_event_open:error=EPERM",
                "perf_event_open:error=ENOSYS",
                "perf_event_open:error=ENOSPC",
                "perf_event_open:error=EMFILE:when=5+",
                "ioctl:error=EINVAL:when=3+",
                "eventfd2:error=EMFILE")) {
            Path reply = directory.resolve("reply");
            Files.deleteIfExists(reply);
            String call = injected.substring(0, injected.indexOf(':'));
            End end = run(
                    Launch.on(jdk)
                            .under("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e")
                            .under("inject=" + injected)
                            .agent("watch:java.lang.String::hashCode", "reply:" + reply),
                    Ending.Way.EXIT);

            assertThat(end.status()).as(injected).isEqualTo(alone.status());
            assertThat(end.stdout()).as(injected).isEqualTo(alone.stdout());
            ReplyFile answer = ReplyFile.read(reply);
            String said = answer.ok() ? answer.only().reason() : answer.error().toString();
            String errno = injected.replaceAll(".*error=(\\w+).*", "$1");
            assertThat(said).as(injected).contains(errno).containsIgnoringCase("fix");
            if (!answer.ok()) {
                assertThat(end.stderr()).as(injected).anyMatch(line -> line.contains(errno) && line.contains("Fix: "));
            }
            assertThat(Stream.concat(end.stdout().stream(), end.stderr().stream()))
                    .as(injected)
                    .noneMatch(line -> line.contains("Exception in thread") || line.startsWith("\tat "));
        }
    }
}
