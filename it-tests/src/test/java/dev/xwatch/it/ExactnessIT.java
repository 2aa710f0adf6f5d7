package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Calls;
import dev.xwatch.it.app.Dispatch;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernel's count of a method's hits is the number of its calls, however it is called and by whatever thread. */
@RequiresBreakpoints
class ExactnessIT {
    private static final int CALLS = 20_000;
    /** Where the way of calling is not what is tested. */
    private static final int FEW_CALLS = 2_000;

    private static final int THREADS = 16;

    /** Several more than HotSpot's thresholds ask for. */
    private static final int MOST_WARM_UP_ROUNDS = 60;

    private static final int TIER_OF_C2 = 4;

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    static Stream<Arguments> eachWayOfCalling() throws IOException {
        return Jdks.found().stream().flatMap(jdk -> Stream.of(Dispatch.values()).map(way -> Arguments.of(jdk, way)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("eachWayOfCalling")
    void everyCallIsCounted(Jdk jdk, Dispatch way) throws Exception {
        ChildJvm child = jvms.start(launch(jdk, way, CALLS).agent("watch:" + way.target()));
        child.awaitLine("ready");

        requireEveryCallCounted(child, CALLS);
    }

    @EachJdk
    void everyCallIsCountedByAnAgentThatCameLate(Jdk jdk) throws Exception {
        ChildJvm child = jvms.start(launch(jdk, Dispatch.STATIC, FEW_CALLS));
        child.awaitLine("ready");
        call(child, "old");
        child.load("watch:" + Dispatch.STATIC.target());

        requireEveryCallCounted(child, FEW_CALLS);
    }

    private static Launch launch(Jdk jdk, Dispatch way, int calls) {
        return Launch.on(jdk)
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet")
                // In steady state an inlined copy would not be counted, and is not meant to be.
                .jvm("-XX:CompileCommand=dontinline," + way.target())
                .jvm("-XX:CompileCommand=exclude,dev.xwatch.it.app.Dispatch$Interpreted::call")
                .main(Calls.class, way.name(), Integer.toString(calls), Integer.toString(THREADS));
    }

    private static void requireEveryCallCounted(ChildJvm child, int calls) throws Exception {
        ReplyFile.Watch steady = warmUp(child, calls);
        for (String threads : List.of("one", "old", "new")) {
            Counts before = child.load("list").only().counts();
            call(child, threads);
            ReplyFile.Watch after = child.load("list").only();

            assertThat(after.counts().since(before).hits())
                    .as("hits of calls by %s: %s", threads, after)
                    .isEqualTo(threads.equals("one") ? calls : (long) calls * THREADS);
            assertThat(after.compileId()).as("compilation").isEqualTo(steady.compileId());
            await().atMost(ChildJvm.LONG)
                    .untilAsserted(() -> child.load("list").only().counts().requireAddUp());
        }
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();
    }

    /** Until the target is what it will be: compiled by C2, armed, and the next round of calls changes nothing. */
    private static ReplyFile.Watch warmUp(ChildJvm child, int calls) throws Exception {
        ReplyFile.Watch last = null;
        for (int round = 0; round < MOST_WARM_UP_ROUNDS; round++) {
            call(child, "one");
            ReplyFile.Watch now = child.load("list").only();
            if (last != null
                    && now.tier() == TIER_OF_C2
                    && now.compileId() == last.compileId()
                    && now.counts().since(last.counts()).hits() == calls) {
                return now;
            }
            last = now;
        }
        throw new AssertionError("the target does not come to rest: " + last);
    }

    private static void call(ChildJvm child, String threads) throws InterruptedException {
        child.println(threads);
        child.awaitLine(threads + " sum=");
    }
}
