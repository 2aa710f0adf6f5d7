package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Reloads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A watch does not keep a class from being unloaded, and finds it when it is loaded again. */
@RequiresBreakpoints
class UnloadingIT {
    private static final String PLUGIN = "dev.xwatch.it.app.Reloads$Plugin::applyAsInt";

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    static Stream<Arguments> eachJdkAndCollector() throws IOException {
        return Jdks.found().stream()
                .flatMap(jdk -> Stream.of("-XX:+UseG1GC", "-XX:+UseZGC").map(gc -> Arguments.of(jdk, gc)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("eachJdkAndCollector")
    void theLoaderIsCollected(Jdk jdk, String collector, @TempDir Path directory) throws Exception {
        Path file = directory.resolve("unloading.jfr");
        ChildJvm child = children.start(Launch.on(jdk)
                // System.gc() is a concurrent cycle then, during which the watch goes on.
                .jvm(collector, "-XX:+ExplicitGCInvokesConcurrent")
                .jvm("-XX:CompileCommand=quiet", "-XX:CompileCommand=dontinline," + PLUGIN)
                .agent("watch:" + PLUGIN, "stack:off", "args:off", "record:" + file)
                .main(Reloads.class));
        for (int round = 0; round < 2; round++) {
            child.awaitLine("loaded");
            await().atMost(ChildJvm.LONG).until(() -> child.load("list").only().isArmed());
            child.println("");
            child.awaitLine("collected");
        }
        child.awaitLine("loaded");
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();

        HitFile recorded = HitFile.read(file);
        List<String> reasons = recorded.states(PLUGIN).stream()
                .filter(state -> !state.snapshot())
                .map(HitFile.State::reason)
                .toList();
        assertThat(reasons.stream().filter("the class was unloaded"::equals)).hasSizeGreaterThanOrEqualTo(2);
        recorded.requireCountsAddUp();
    }
}
