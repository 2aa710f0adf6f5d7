package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.Calls;
import dev.xwatch.it.app.Dispatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A visit to a JVM that knew nothing of xwatch, by each way there is: what is asked is done, exactly, and stop ends it. */
@RequiresBreakpoints
class TourIT {
    private static final int CALLS = 2_000;
    private static final int THREADS = 4;
    private static final int MOST_WARM_UP_ROUNDS = 60;
    private static final String METHOD = Dispatch.STATIC.target();

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    static Stream<Arguments> eachWay() throws IOException {
        return Jdks.found().stream()
                .flatMap(jdk -> Stream.of(Operator.Way.values()).map(way -> Arguments.of(jdk, way)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("eachWay")
    void eachAnswerIsRight(Jdk jdk, Operator.Way way) throws Exception {
        Path recording = directory.resolve("recording.jfr");
        // Compiled by C1 in the calling thread, and never again.
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-XX:TieredStopAtLevel=1", "-XX:-BackgroundCompilation", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline," + METHOD)
                .main(Calls.class, Dispatch.STATIC.name(), Integer.toString(CALLS), Integer.toString(THREADS)));
        child.awaitLine("ready");
        child.jcmd("JFR.start", "name=app");
        call(child, "old");

        try (Operator xwatch = way.of(child)) {
            assertThat(xwatch.list()).isEmpty();
            assertThat(xwatch.refusal("watch:dev.xwatch.it.app.Targets::mixd"))
                    .hasValueSatisfying(said -> assertThat(said).contains("mixd", "mixed"));
            xwatch.unwatch("all");

            xwatch.watch("watch:first@" + METHOD);
            requireExact(child, xwatch, "first", "old");
            child.jcmd("JFR.dump", "name=app", "filename=" + recording);
            HitFile file = HitFile.read(recording);
            assertThat(file.finalCounts("first")).isEqualTo(xwatch.only().counts());
            assertThat(file.hits("first")).hasSize((int) xwatch.only().counts().recorded());

            xwatch.unwatch("first");
            assertThat(xwatch.list()).isEmpty();
            call(child, "old");

            xwatch.watch("watch:second@" + METHOD + ",watch:third@0x123450");
            assertThat(xwatch.refusal("watch:second@0x123450"))
                    .hasValueSatisfying(said -> assertThat(said).contains("second already"));
            xwatch.unwatch("third");
            requireExact(child, xwatch, "second", "new");

            xwatch.stop();
        }
        assertThat(child.threads()).noneMatch(name -> name.startsWith("xwatch"));
        call(child, "new");
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();
    }

    private static void requireExact(ChildJvm child, Operator xwatch, String name, String threads) throws Exception {
        ReplyFile.Watch rest = comeToRest(child, xwatch);
        assertThat(rest.name()).isEqualTo(name);
        assertThat(rest.spec()).isEqualTo(METHOD);
        assertThat(rest.method()).isEqualTo("dev.xwatch.it.app.Targets.mixed(long)");
        assertThat(rest.tier()).isEqualTo(1);

        call(child, threads);

        ReplyFile.Watch hit = xwatch.only();
        assertThat(hit.counts().since(rest.counts()).hits()).as("%s", hit).isEqualTo((long) CALLS * THREADS);
        hit.counts().requireAddUp();
        assertThat(hit.threadsArmed()).isEqualTo(hit.threads());
    }

    /** Until each call is counted: where JFR runs, it makes JDK 17 throw all compiled code away when the agent comes. */
    private static ReplyFile.Watch comeToRest(ChildJvm child, Operator xwatch) throws Exception {
        ReplyFile.Watch last = xwatch.only();
        for (int round = 0; round < MOST_WARM_UP_ROUNDS; round++) {
            call(child, "one");
            ReplyFile.Watch now = xwatch.only();
            if (now.counts().since(last.counts()).hits() == CALLS) {
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
}
