package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Calls;
import dev.xwatch.it.app.Dispatch;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code top} on a terminal and in a pipe; however it ends, the target is as it was. */
@RequiresBreakpoints
class TopIT {
    private static final int CALLS = 2_000;
    private static final String METHOD = Dispatch.STATIC.target();

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    private ChildJvm watched(Jdk jdk) throws Exception {
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-XX:TieredStopAtLevel=1", "-XX:-BackgroundCompilation", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline," + METHOD)
                .agent("watch:mixed@" + METHOD, "watch:never@com.acme.Order::price")
                .main(Calls.class, Dispatch.STATIC.name(), Integer.toString(CALLS), "1"));
        child.awaitLine("ready");
        for (int round = 0; round < 3; round++) {
            child.println("one");
            child.awaitLine("one sum=");
        }
        await().atMost(ChildJvm.LONG)
                .until(() -> child.load("list").watch("mixed").state().equals("Armed"));
        return child;
    }

    @EachJdk
    void onATerminalTheTableStaysInItsPlace(Jdk jdk) throws Exception {
        ChildJvm child = watched(jdk);
        try (Tmux terminal = Tmux.start()) {
            terminal.type(System.getProperty("java.home") + "/bin/java -jar " + Artifacts.xwatchJar() + " top "
                    + child.pid());
            await().atMost(ChildJvm.LONG).until(() -> terminal.screen().contains("hits/s"));
            assertThat(child.threads()).contains("xwatch-feed");
            ReplyFile.Watch before = child.load("list").watch("mixed");
            child.println("one");
            child.awaitLine("one sum=");
            String total = String.format("%,d", before.counts().hits() + CALLS);
            await().atMost(ChildJvm.LONG).until(() -> terminal.screen().contains(" " + total + " "));

            List<String> lines = terminal.screen().lines().toList();
            assertThat(lines.get(0)).startsWith("xwatch: process " + child.pid() + ", 2 watches, ");
            assertThat(lines.get(2).split(" +", -1))
                    .containsExactly("watch", "state", "hits/s", "total", "paused", "tier", "id", "threads");
            assertThat(lines.get(3))
                    .startsWith("mixed  Armed ")
                    .contains(" 0% ")
                    .endsWith("/" + before.threads());
            assertThat(lines.get(4)).startsWith("never  Pending ");

            terminal.controlC();

            requireAsBefore(child);
            await().atMost(ChildJvm.LONG)
                    .until(() -> terminal.screen().stripTrailing().endsWith("$"));
        }
    }

    @EachJdk
    void inAPipeLineFollowsLine(Jdk jdk) throws Exception {
        ChildJvm child = watched(jdk);

        Xwatch top = Xwatch.run("top", Long.toString(child.pid()), "-n", "2");

        assertThat(top.status()).as("%s", top).isZero();
        assertThat(top.out()).doesNotContain("\033");
        assertThat(top.out().lines().filter(line -> line.startsWith("watch "))).hasSize(1);
        assertThat(top.out().lines().filter(line -> line.startsWith("mixed  Armed ")))
                .hasSize(2);
        requireAsBefore(child);
    }

    @EachJdk
    void whenItIsKilledTheFeedEnds(Jdk jdk) throws Exception {
        ChildJvm child = watched(jdk);
        Process top = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-jar",
                        Artifacts.xwatchJar().toString(),
                        "top",
                        Long.toString(child.pid()))
                .start();
        try {
            await().atMost(ChildJvm.LONG).until(() -> child.threads().contains("xwatch-feed"));
        } finally {
            top.destroyForcibly().waitFor();
        }
        requireAsBefore(child);
    }

    @EachJdk
    void withoutAWatchThereIsNothingToShow(Jdk jdk) throws Exception {
        ChildJvm child = jvms.start(Launch.on(jdk).main(Calls.class, Dispatch.STATIC.name(), "1", "1"));
        child.awaitLine("ready");

        Xwatch top = Xwatch.run("top", Long.toString(child.pid()));

        assertThat(top.status()).isEqualTo(1);
        assertThat(top.err()).contains("nothing is watched", "Fix: ");
        assertThat(child.threads()).noneMatch(name -> name.startsWith("xwatch"));
    }

    private static void requireAsBefore(ChildJvm child) throws Exception {
        await().atMost(ChildJvm.LONG).until(() -> !child.threads().contains("xwatch-feed"));
        assertThat(child.load("list").watch("mixed").state()).isEqualTo("Armed");
    }
}
