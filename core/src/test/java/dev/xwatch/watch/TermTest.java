package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TermTest {
    private static final long START = -5;
    private static final long SECOND = 1_000_000_000;

    @Test
    void aWatchWithoutLimitsIsNeverOver() {
        WatchCounters counters = new WatchCounters("w", WatchKind.METHOD, WatchOptions.DEFAULT);
        counters.addRecorded(4);

        assertThat(new Term(WatchOptions.DEFAULT, counters, START).over(1_000_000 * SECOND))
                .isEmpty();
    }

    @Test
    void aLimitIsReachedByTheLastHitThatIsRecorded() {
        WatchCounters counters = new WatchCounters("w", WatchKind.METHOD, WatchOptions.DEFAULT.withLimit(2));
        Term term = new Term(WatchOptions.DEFAULT.withLimit(2), counters, START);

        counters.addRecorded(4);
        counters.addDiscarded();
        assertThat(counters.hasRoom()).isTrue();
        assertThat(term.over(SECOND)).isEmpty();

        counters.addRecorded(4);
        assertThat(counters.hasRoom()).isFalse();
        assertThat(term.over(SECOND)).get().asString().contains("2 hits");
    }

    @Test
    void aDurationIsOverWhenItHasPassed() {
        WatchCounters counters = new WatchCounters("w", WatchKind.METHOD, WatchOptions.DEFAULT);
        Term term = new Term(WatchOptions.DEFAULT.withDuration(Duration.ofMillis(1500)), counters, START);

        assertThat(term.over(START + 1_500_000_000 - 1)).isEmpty();
        assertThat(term.over(START + 1_500_000_000)).get().asString().contains("1.5 s");
    }
}
