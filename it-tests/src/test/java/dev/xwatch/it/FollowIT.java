package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Lives;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The watch stays on a method that is compiled, thrown out and compiled again, twenty times, for whatever reason. With
 * {@code -Dxwatch.follow.collectors=all} on each JDK with each of three collectors.
 */
@RequiresBreakpoints
class FollowIT {
    private static final String SUBJECT = "dev.xwatch.it.app.Lives$Subject::run";
    private static final String METHOD = "dev.xwatch.it.app.Lives$Subject.run(int)";
    private static final int STEADY_CALLS = 1_000;

    /** More than HotSpot asks for before it compiles, and after it has thrown code out. */
    private static final int WARM_UP_CALLS = 15_000;

    private static final List<String> REASONS = reasons();

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    private static List<String> reasons() {
        List<String> reasons = new ArrayList<>(List.of("trap", "hierarchy", "trap", "hierarchy", "trap", "hierarchy"));
        while (reasons.size() < 20) {
            reasons.add("retransform");
        }
        return reasons;
    }

    static Stream<Arguments> eachJdkAndCollector() throws IOException {
        List<String> all = List.of("-XX:+UseG1GC", "-XX:+UseZGC", "-XX:+UseSerialGC");
        List<Jdk> jdks = Jdks.found();
        if (System.getProperty("xwatch.follow.collectors", "").equals("all")) {
            return jdks.stream().flatMap(jdk -> all.stream().map(collector -> Arguments.of(jdk, collector)));
        }
        // One each, another on each JDK.
        return Stream.iterate(0, i -> i + 1)
                .limit(jdks.size())
                .map(i -> Arguments.of(jdks.get(i), all.get(i % all.size())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("eachJdkAndCollector")
    void theWatchFollows(Jdk jdk, String collector, @TempDir Path directory) throws Exception {
        Path file = directory.resolve("follow.jfr");
        ChildJvm child = children.start(Launch.on(jdk)
                .jvm(collector)
                // Compiled once, by C2, in the calling thread: from then on each call enters the same code.
                .jvm("-XX:-TieredCompilation", "-XX:-BackgroundCompilation", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline," + SUBJECT)
                .jvm("-javaagent:" + OwnAgent.jar(directory, Lives.class))
                .agent("watch:" + SUBJECT, "stack:off", "args:off", "record:" + file)
                .main(Lives.class));
        child.awaitLine("ready");

        ReplyFile.Watch before = steady(child, null);
        for (String reason : REASONS) {
            say(child, reason);
            before = steady(child, before);
        }

        Path late = directory.resolve("late.jfr");
        child.jcmd("JFR.start", "name=late", "filename=" + late);
        child.jcmd("JFR.stop", "name=late");
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();

        requireStory(HitFile.read(file), jdk + " " + collector);
        assertThat(HitFile.read(late).states(SUBJECT))
                .as("states in a recording that began after all that")
                .anyMatch(state -> state.snapshot() && state.method().equals(METHOD) && state.address() != 0);
    }

    private static void say(ChildJvm child, String line) throws InterruptedException {
        child.println(line);
        child.awaitLine("done");
    }

    /** Calls until the method is compiled, armed in another version than before, and each call counts. */
    private static ReplyFile.Watch steady(ChildJvm child, ReplyFile.@Nullable Watch before) throws Exception {
        ReplyFile.Watch[] armed = new ReplyFile.Watch[1];
        await().atMost(ChildJvm.LONG).untilAsserted(() -> {
            say(child, "call " + WARM_UP_CALLS);
            armed[0] = child.load("list").only();
            assertThat(armed[0].isArmed()).as("%s", armed[0]).isTrue();
            if (before != null) {
                assertThat(armed[0].compileId()).isGreaterThan(before.compileId());
            }
        });
        say(child, "call " + STEADY_CALLS);
        ReplyFile.Watch after = child.load("list").only();
        assertThat(after.compileId()).isEqualTo(armed[0].compileId());
        assertThat(after.counts().since(armed[0].counts()).hits())
                .as("hits of %d calls: %s", STEADY_CALLS, after)
                .isEqualTo(STEADY_CALLS);
        after.counts().requireAddUp();
        if (before != null) {
            assertThat(after.address()).isNotEqualTo(before.address());
        }
        return after;
    }

    private static void requireStory(HitFile recorded, String where) {
        recorded.requireCountsAddUp();
        List<HitFile.State> changes = recorded.states(SUBJECT).stream()
                .filter(state -> !state.snapshot() && state.method().equals(METHOD))
                .toList();
        List<HitFile.State> armed =
                changes.stream().filter(state -> state.address() != 0).toList();
        assertThat(changes.get(0).state()).isEqualTo("Pending");
        assertThat(armed).hasSizeGreaterThan(REASONS.size());
        assertThat(armed.stream().map(HitFile.State::compileId)).isSorted().doesNotHaveDuplicates();
        for (HitFile.Hit hit : recorded.hits(SUBJECT)) {
            assertThat(armed)
                    .anyMatch(state -> state.compileId() == hit.compileId() && state.address() == hit.address());
        }
        List<Long> latencies =
                armed.stream().map(HitFile.State::latencyNanos).sorted().toList();
        System.out.printf(
                "%s: %d versions, from noticed to armed: median %.2f ms, 99th percentile %.2f ms%n",
                where,
                armed.size(),
                latencies.get(latencies.size() / 2) / 1e6,
                latencies.get(Math.min(latencies.size() - 1, latencies.size() * 99 / 100)) / 1e6);
    }
}
