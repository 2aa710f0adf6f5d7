package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.Calls;
import dev.xwatch.it.app.Dispatch;
import dev.xwatch.it.app.RemoteHits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hits reach another process, over JMX, as they happen. */
@RequiresBreakpoints
class RemoteStreamIT {
    private static final int CALLS = 2_000;
    private static final String METHOD = Dispatch.STATIC.target();

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @EachJdk
    void aHitIsSeenInAnotherProcessWithinFiveSeconds(Jdk jdk) throws Exception {
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-XX:TieredStopAtLevel=1", "-XX:-BackgroundCompilation", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline," + METHOD)
                .agent("watch:" + METHOD)
                .main(Calls.class, Dispatch.STATIC.name(), Integer.toString(CALLS), "1"));
        child.awaitLine("ready");
        ChildJvm client = jvms.start(Launch.on(jdk).main(RemoteHits.class, Long.toString(child.pid())));
        client.awaitLine("streaming");

        List<String> said = List.of();
        for (int round = 0; said.isEmpty(); round++) {
            child.println("one"); // until the method is compiled and armed
            child.awaitLine("one sum=");
            Thread.sleep(200);
            said = client.stdout().stream()
                    .filter(line -> line.startsWith("hit "))
                    .toList();
            assertThat(round).isLessThan(300);
        }
        String[] words = said.get(0).split(" ", -1);
        assertThat(words[1]).isEqualTo(METHOD);
        assertThat(Duration.parse(words[2])).isBetween(Duration.ZERO, Duration.ofSeconds(5));
    }
}
