package dev.xwatch.it.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.EachJdk;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.RequiresBreakpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The short form of {@link Stress}, with one of each JDK's collectors, chosen by the seed. For how long: {@code
 * -Dxwatch.stress.seconds=600}; as it was another time: {@code -Dxwatch.stress.seed=N}.
 */
@RequiresBreakpoints
class StressIT {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("xwatch.stress.seconds", 40));
    private static final long SEED = Long.getLong("xwatch.stress.seed", new Random().nextInt(Integer.MAX_VALUE));

    @EachJdk
    void nothingGoesWrong(Jdk jdk) throws Exception {
        List<Collector> collectors = Collector.of(jdk);
        Collector collector = collectors.get(new Random(SEED + jdk.feature()).nextInt(collectors.size()));
        // Not a temporary directory: where it fails, what is of interest stays there.
        Path directory = Path.of("target", "stress", jdk.version() + "-" + collector + "-" + SEED)
                .toAbsolutePath();
        StressRun run = new StressRun(jdk, collector, SEED, false, Stress.patience());

        Optional<Throwable> failure = run.run(TIME, directory);

        System.out.println(
                jdk + " " + collector + ", seed " + SEED + "\n" + run.tally().summary());
        assertThat(failure)
                .as("%s %s, seed %d; see %s", jdk, collector, SEED, directory)
                .isEmpty();
        // What part of the time that was is a matter of the long form: here are two or three phases.
        assertThat(run.tally().sum("time checked-ms"))
                .as("milliseconds that were checked")
                .isPositive();
    }
}
