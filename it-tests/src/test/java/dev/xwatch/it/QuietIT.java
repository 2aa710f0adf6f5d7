package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.Idler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** xwatch does not watch itself: where the application rests, so does the count of what xwatch itself calls all the time. */
@RequiresBreakpoints
class QuietIT {
    private static final String WATCHED = "java.lang.String::hashCode";
    private static final Duration SETTLING = Duration.ofSeconds(1);
    private static final Duration OBSERVED = Duration.ofSeconds(5);

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @EachJdk
    void anIdleApplicationHasNoHitsFromTheStart(Jdk jdk, @TempDir Path directory) throws Exception {
        Path file = directory.resolve("quiet.jfr");
        ChildJvm idler = children.start(
                Launch.on(jdk).agent("watch:" + WATCHED, "record:" + file).main(Idler.class));

        Instant idle = idleSince(idler);

        requireQuiet(idler, idle, file);
    }

    @EachJdk
    void anIdleApplicationHasNoHitsAfterAttach(Jdk jdk, @TempDir Path directory) throws Exception {
        Path file = directory.resolve("quiet.jfr");
        ChildJvm idler = children.start(Launch.on(jdk).main(Idler.class));
        idleSince(idler);

        ReplyFile.Watch watch =
                idler.load("watch:" + WATCHED + ",record:" + file).only();
        assertThat(watch.isArmed() || watch.state().equals("Pending"))
                .as("%s", watch)
                .isTrue();
        // The load itself runs in a thread of the JVM that is watched: what it calls is counted.
        Instant idle = Instant.now();

        requireQuiet(idler, idle, file);
    }

    private static Instant idleSince(ChildJvm idler) throws InterruptedException {
        String line = idler.awaitLine("idle ");
        return Instant.ofEpochMilli(Long.parseLong(line.substring("idle ".length())));
    }

    private static void requireQuiet(ChildJvm idler, Instant idle, Path file) throws Exception {
        Thread.sleep(SETTLING.plus(OBSERVED).toMillis());
        Instant end = Instant.now();
        idler.println("");
        assertThat(idler.awaitExit(ChildJvm.LONG)).isZero();
        HitFile recorded = HitFile.read(file);

        Instant quiet = idle.plus(SETTLING);
        List<HitFile.Hit> hits = recorded.hits(WATCHED);
        Map<String, Long> whoHits = hits.stream()
                .filter(hit -> hit.time().isAfter(quiet) && hit.time().isBefore(end))
                .collect(Collectors.groupingBy(HitFile.Hit::threadName, Collectors.counting()));
        assertThat(whoHits).as("hits after the first second, by thread").isEmpty();
        List<HitFile.Count> counts = recorded.counts(WATCHED).stream()
                .filter(count -> count.time().isAfter(quiet) && count.time().isBefore(end))
                .toList();
        assertThat(counts).as("counts, one a second").hasSizeGreaterThanOrEqualTo(2);
        assertThat(counts.stream().map(count -> count.counts().hits()).distinct())
                .as("hits counted by the kernel after the first second")
                .hasSize(1);
        assertThat(recorded.states(WATCHED)).anyMatch(state -> state.state().equals("Armed"));
        assertThat(hits).isNotEmpty().noneMatch(hit -> hit.threadName().startsWith("xwatch"));
        recorded.requireCountsAddUp();
    }
}
