package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.Calls;
import dev.xwatch.it.app.Dispatch;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each chunk of a recording tells how the watches stand, in words that can be read with this chunk alone. */
@RequiresBreakpoints
class ChunksIT {
    private static final int CALLS = 20_000;
    private static final int DUMPS = 3;

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    @EachJdk
    void statesAreRepeatedAtTheStartOfEach(Jdk jdk) throws Exception {
        String watch = Dispatch.STATIC.target();
        Path recording = directory.resolve("chunks.jfr");
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-XX:CompileCommand=quiet", "-XX:CompileCommand=dontinline," + watch)
                .agent("watch:" + watch, "record:" + recording)
                .main(Calls.class, "STATIC", Integer.toString(CALLS), "1"));
        child.awaitLine("ready");
        for (int i = 0; i < DUMPS; i++) {
            child.println("one");
            child.awaitLine("one sum=");
            // Each dump ends a chunk.
            child.jcmd("JFR.dump", "name=xwatch", "filename=" + directory.resolve("dump.jfr"));
        }
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();

        HitFile file = HitFile.read(recording);
        List<HitFile.State> repeated =
                file.states().stream().filter(HitFile.State::snapshot).toList();
        assertThat(repeated.size()).isGreaterThanOrEqualTo(DUMPS);
        assertThat(repeated).allSatisfy(state -> {
            assertThat(state.watch()).isEqualTo(watch);
            assertThat(state.spec()).isEqualTo(watch);
        });
        assertThat(file.counts().stream().map(HitFile.Count::watch).distinct()).containsExactly(watch);
        assertThat(file.hits().stream().map(HitFile.Hit::watch).distinct()).containsExactly(watch);
    }
}
