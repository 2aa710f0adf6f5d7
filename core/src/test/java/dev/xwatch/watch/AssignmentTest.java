package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.hotspot.NMethod;
import dev.xwatch.hotspot.NMethodState;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final NMethod NMETHOD =
            new NMethod(0x7000, 0x6000, 7, 4, NMethodState.IN_USE, -1, 0x7100, 0x7200, 0x7100, 0x7120, 0, 0x300, 4);

    private final long start = System.nanoTime();
    private final Assignment assignment = new Assignment(
            new WatchCounters("w", WatchKind.METHOD, WatchOptions.DEFAULT),
            Throttles.any(),
            "m",
            Place.entryOf(NMETHOD),
            start);

    @Test
    void aHitIsOfTheCodeThatWasThereLater() {
        assertThat(assignment.isOfThisCode(start + 1, nmethod -> true)).isTrue();
        // It was there when that was asked, which was later than this hit: no need to ask again.
        assertThat(assignment.isOfThisCode(start + 2, nmethod -> false)).isTrue();
    }

    @Test
    void aHitBeforeTheCodeWasGoneMayBeAnothersAlready() {
        assertThat(assignment.isOfThisCode(start + 1, nmethod -> false)).isFalse();
    }

    @Test
    void aHitAfterTheCodeWasLeftIsAStray() {
        assignment.left(start + 100);

        assertThat(assignment.isOfThisCode(start + 100, nmethod -> true)).isTrue();
        assertThat(assignment.isOfThisCode(start + 101, nmethod -> true)).isFalse();
    }
}
