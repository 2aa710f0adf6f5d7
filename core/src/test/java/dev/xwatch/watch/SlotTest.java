package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.Sampling;
import dev.xwatch.perf.UserRegisters;
import org.junit.jupiter.api.Test;

class SlotTest {
    private static final long OLD = 0x7f00;
    private static final long NEW = 0x7f40;

    private final WatchCounters a = new WatchCounters("a", WatchKind.METHOD, WatchOptions.DEFAULT);
    private final WatchCounters b = new WatchCounters("b", WatchKind.METHOD, WatchOptions.DEFAULT);
    private final Slot slot = new Slot(new SlotEvents(
            new PerfFeatures(true),
            new Breakpoint(OLD, Long.BYTES, AccessMode.X),
            new Sampling(256, UserRegisters.ARGUMENTS, Sampling.EARLY)));

    private static Assignment assignment(WatchCounters counters, long address, long from) {
        Place place = new Place(new Breakpoint(address, Long.BYTES, AccessMode.X), null);
        return new Assignment(counters, Throttles.any(), "m", place, from);
    }

    @Test
    void aHitBelongsToTheAssignmentOfItsAddressAndTime() {
        slot.assign(assignment(a, OLD, 100));
        slot.assign(assignment(a, NEW, 200));

        assertThat(slot.explain(OLD, 150))
                .hasValueSatisfying(x -> assertThat(x.fromNanos()).isEqualTo(100));
        assertThat(slot.explain(NEW, 250))
                .hasValueSatisfying(x -> assertThat(x.fromNanos()).isEqualTo(200));
        // Decoded late, or hit while the move went from thread to thread.
        assertThat(slot.explain(OLD, 201)).isPresent();
    }

    @Test
    void aHitThatIsOlderThanItsAddressWasWatchedBelongsToNobody() {
        slot.assign(assignment(a, OLD, 100));

        assertThat(slot.explain(OLD, 99)).isEmpty();
        assertThat(slot.explain(NEW, 150)).isEmpty();
    }

    @Test
    void anAddressUsedAgainBelongsToItsLatestUser() {
        slot.assign(assignment(a, OLD, 100));
        slot.assign(assignment(b, OLD, 200));

        assertThat(slot.explain(OLD, 150)).map(Assignment::counters).contains(a);
        assertThat(slot.explain(OLD, 250)).map(Assignment::counters).contains(b);
        assertThat(slot.latest()).map(Assignment::counters).contains(b);
    }

    @Test
    void aDataHitIsExplainedByItsTimeAlone() {
        WatchCounters data = new WatchCounters("d", WatchKind.DATA, WatchOptions.DEFAULT);
        slot.assign(assignment(data, OLD, 100));

        assertThat(slot.explain(0x1234, 150)).map(Assignment::counters).contains(data);
    }

    @Test
    void historyHasAnEnd() {
        for (int i = 0; i < 1000; i++) {
            slot.assign(assignment(a, OLD + i, i));
        }

        assertThat(slot.explain(OLD, 5000)).isEmpty();
        assertThat(slot.explain(OLD + 999, 5000)).isPresent();
    }
}
