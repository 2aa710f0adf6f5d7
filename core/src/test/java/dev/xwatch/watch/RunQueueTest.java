package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunQueueTest {
    private static final long SECOND = 1_000_000_000;

    private OptionalLong waited = OptionalLong.of(5 * SECOND);
    private final RunQueue queue = new RunQueue(tid -> waited);

    @Test
    void whatAThreadWaitedIsAPartOfItsTime() {
        assertThat(queue.waiting(1, 0)).isZero();
        waited = OptionalLong.of(5 * SECOND + SECOND * 3 / 4);
        assertThat(queue.waiting(1, SECOND)).isEqualTo(0.75);
        assertThat(queue.waiting(1, 3 * SECOND)).isZero();
    }

    @Test
    void itIsNotLookedAtForEachHit() {
        assertThat(queue.waiting(1, 0)).isZero();
        waited = OptionalLong.of(6 * SECOND);
        assertThat(queue.waiting(1, 1000)).isZero();
    }

    @Test
    void whereTheKernelDoesNotSayNobodyWaits() {
        waited = OptionalLong.empty();
        assertThat(queue.waiting(1, 0)).isZero();
        assertThat(queue.waiting(1, SECOND)).isZero();
    }
}
