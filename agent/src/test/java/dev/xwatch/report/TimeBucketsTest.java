package dev.xwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeBucketsTest {
    private static final long START = 1_700_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000;

    private final TimeBuckets buckets = new TimeBuckets();

    private long total() {
        return buckets.at(buckets.shift()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Test
    void growsWithTheTimeThatItCoversButNotBeyondItsLimit() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            buckets.add(START + random.nextLong(3600 * SECOND), 1);
        }

        assertThat(total()).isEqualTo(10_000);
        assertThat(buckets.at(buckets.shift()).size()).isLessThanOrEqualTo(TimeBuckets.LIMIT);
        assertThat(1L << buckets.shift()).isBetween(3600 * SECOND / TimeBuckets.LIMIT, 2 * 3600 * SECOND / 1000);
    }

    @Test
    void takesWhatIsEarlierThanTheFirst() {
        buckets.add(START, 2);
        buckets.add(START - 60 * SECOND, 3);

        assertThat(buckets.at(buckets.shift()).values()).containsExactly(3L, 2L);
    }

    @Test
    void sharesASpanAmongTheBucketsThatItTouches() {
        long from = START + 123_456;
        buckets.addSpan(from, from + SECOND / 2);
        buckets.addSpan(from + SECOND / 2, from + 10 * SECOND);

        assertThat(total()).isEqualTo(10 * SECOND);
        assertThat(buckets.at(buckets.shift()).values())
                .allSatisfy(nanos -> assertThat(nanos).isLessThanOrEqualTo(1L << buckets.shift()));
    }

    @Test
    void addsOthersOfAnyWidth() {
        TimeBuckets wide = new TimeBuckets();
        wide.add(START, 1);
        wide.add(START + 600 * SECOND, 1);
        buckets.add(START, 1);
        buckets.addAll(wide);
        wide.addAll(buckets);

        assertThat(total()).isEqualTo(3);
        assertThat(buckets.shift()).isEqualTo(wide.shift());
        assertThat(wide.at(wide.shift() + 1).values()).containsExactly(3L, 2L);
    }
}
