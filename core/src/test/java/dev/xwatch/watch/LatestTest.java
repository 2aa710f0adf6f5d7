package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatestTest {
    private static final int MOST = 100;

    private final Latest latest = new Latest(MOST);

    private void add(int from, int to) {
        IntStream.range(from, to).forEach(latest::add);
    }

    private static double[] range(int from, int to) {
        return IntStream.range(from, to).asDoubleStream().toArray();
    }

    @Test
    void hasNothingAtFirst() {
        assertThat(latest.sorted()).isEmpty();
        assertThat(latest.values()).isEmpty();
    }

    @Test
    void keepsAllWhileTheyAreFew() {
        for (int count = 0; count < MOST; count++) {
            assertThat(latest.sorted()).containsExactly(range(0, count));
            assertThat(latest.values()).hasSize(count);
            add(count, count + 1);
        }
    }

    @Test
    void keepsTheLatestOfMany() {
        for (int count = MOST; count < 5 * MOST; count++) {
            add(count == MOST ? 0 : count - 1, count);
            assertThat(latest.sorted()).containsExactly(range(count - MOST, count));
            assertThat(latest.values()).hasSize(MOST);
        }
    }
}
