package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Mixed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A hundred watches share the few registers that there are. For how long: {@code -Dxwatch.turns.seconds=60}. */
@RequiresBreakpoints
class TurnsIT {
    private static final long MILLIS = Integer.getInteger("xwatch.turns.seconds", 4) * 1_000L;

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    Path directory;

    @EachJdk
    void eachOfAHundredWatchesHasItsShare(Jdk jdk) throws Exception {
        Path recording = directory.resolve("turns.jfr");
        List<String> options = new ArrayList<>();
        for (int i = 0; i < Mixed.METHODS; i++) {
            options.add("watch:w" + i + "@dev.xwatch.it.app.Hundred::m" + i);
        }
        options.add("budget:5%");
        options.add("record:" + recording);
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline,dev.xwatch.it.app.Hundred::*")
                .agent(options.toArray(String[]::new))
                .main(Mixed.class));
        child.awaitLine("ready");
        child.println("");
        Thread.sleep(MILLIS);
        // Each is called all the time, so that whoever has had a turn has hits; on a busy machine that takes longer.
        await().atMost(ChildJvm.LONG)
                .untilAsserted(() -> assertThat(child.load("list").watches())
                        .allSatisfy(watch -> assertThat(watch.counts().hits()).isPositive()));
        child.println("");
        long[] calls = Arrays.stream(
                        child.awaitLine("calls ").substring("calls ".length()).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        await().atMost(ChildJvm.LONG)
                .untilAsserted(() -> child.load("list")
                        .watches()
                        .forEach(watch -> watch.counts().requireAddUp()));
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();

        HitFile file = HitFile.read(recording);
        double least = 1;
        double most = 0;
        for (int i = 0; i < Mixed.METHODS; i++) {
            List<HitFile.Count> counts = file.counts("w" + i);
            HitFile.Count last = counts.get(counts.size() - 1);
            double share = (double) last.armedNanos() / last.observedNanos();
            assertThat(last.armedNanos()).as("w%d had a turn", i).isPositive();
            least = Math.min(least, share);
            most = Math.max(most, share);
        }
        System.out.printf("%s: %d calls of each, armed for %.4f to %.4f of the time%n", jdk, calls[0], least, most);
        assertThat(file.hits().stream().map(HitFile.Hit::watch).distinct().count())
                .as("watches with hits")
                .isGreaterThan(Mixed.METHODS * 9L / 10);
    }
}
