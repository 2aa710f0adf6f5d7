package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShareTest {
    @Test
    void costlyWorkRestsLong() {
        Share share = new Share(1_000_000, 0);
        assertThat(share.isDue()).isTrue();
        share.spend(() -> assertThat(System.nanoTime()).isNotZero());

        assertThat(share.isDue()).isFalse();
    }

    @Test
    void evenWorkForNothingKeepsTheInterval() {
        Share share = new Share(1, TimeUnit.HOURS.toNanos(1));
        share.spend(() -> {});

        assertThat(share.isDue()).isFalse();
    }
}
