package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A watch on code that the application generates: every execution counts, whatever length is asked for. */
@RequiresBreakpoints
class CodePageIT {
    private static final int CALLS = 2_000;
    private static final int ROUNDS = 3;
    private static final int THREADS = 4;

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    static Stream<Arguments> eachLength() throws IOException {
        return Jdks.found().stream().flatMap(jdk -> Stream.of(1, 2, 4, 8).map(length -> Arguments.of(jdk, length)));
    }

    @ParameterizedTest(name = "{0} length {1}")
    @MethodSource("eachLength")
    void everyExecutionIsCountedFromTheFirst(Jdk jdk, int length) throws Exception {
        String rwx = DemoRun.watchpoint(DemoRun.RWX_PAGE, length);
        String wx = DemoRun.watchpoint(DemoRun.WX_PAGE, length);
        Path recording = directory.resolve("code.jfr");
        // No pause: between mapping and execution there is no time to arm. In each round the pages are mapped anew.
        ChildJvm demo = jvms.start(Launch.on(jdk)
                .agent("watch:" + rwx, "watch:" + wx, "record:" + recording)
                .jar(
                        Artifacts.demoJar(),
                        "--scene=code",
                        "--pause=0",
                        "--calls=" + CALLS,
                        "--threads=" + THREADS,
                        "--rounds=" + ROUNDS,
                        "--rwx-at=" + DemoRun.hex(DemoRun.RWX_PAGE),
                        "--wx-at=" + DemoRun.hex(DemoRun.WX_PAGE)));
        assertThat(demo.awaitExit(ChildJvm.LONG)).isZero();

        Map<String, Long> calls = PrintedPhase.all(demo.stdout()).stream()
                .collect(Collectors.groupingBy(PrintedPhase::name, Collectors.summingLong(PrintedPhase::calls)));
        assertThat(calls)
                .isEqualTo(Map.of("rwx", (long) CALLS * THREADS * ROUNDS, "wx", (long) CALLS * THREADS * ROUNDS));
        HitFile file = HitFile.read(recording);
        assertThat(file.finalCounts(rwx).hits()).isEqualTo(calls.get("rwx"));
        assertThat(file.finalCounts(wx).hits()).isEqualTo(calls.get("wx"));
        file.requireCountsAddUp();
        for (String watch : List.of(rwx, wx)) {
            assertThat((long) file.hits(watch).size())
                    .isEqualTo(file.finalCounts(watch).recorded());
        }
        assertThat(file.hits(rwx).stream().map(HitFile.Hit::address).distinct()).containsExactly(DemoRun.RWX_PAGE);
        assertThat(file.hits(wx).stream().map(HitFile.Hit::address).distinct()).containsExactly(DemoRun.WX_PAGE);
    }
}
