package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.perf.PerfRecord;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BirthsTest {
    private static final int PID = 1;
    private static final int CREATOR = 10;
    private static final int CHILD = 11;
    private static final long SECOND = 1_000_000_000;

    private final Births births = new Births();

    private static PerfRecord.Fork start(int creator, long timeNanos) {
        return new PerfRecord.Fork(PID, CHILD, PID, creator, timeNanos);
    }

    @Test
    void whatWasOpenedInItsCreatorLongBeforeIsInherited() {
        births.begin();
        births.has(CREATOR, 1);
        births.opens(CREATOR, 1, SECOND);
        births.opens(CREATOR, 2, 3 * SECOND);
        births.tell(start(CREATOR, 2 * SECOND));

        assertThat(births.inherited(CHILD)).isEqualTo(new Births.Inherited(2, 2));
    }

    @Test
    void whatWasOpenedJustBeforeMayBe() {
        births.begin();
        births.opens(CREATOR, 0, SECOND);
        births.tell(start(CREATOR, SECOND + 1_000_000));

        assertThat(births.inherited(CHILD)).isEqualTo(new Births.Inherited(0, 1));
    }

    @Test
    void aCreatorThatWasNeverSeenMayHaveHadAll() {
        births.begin();
        births.tell(start(CREATOR, SECOND));

        assertThat(births.inherited(CHILD)).isEqualTo(new Births.Inherited(0, SlotPool.MAX_SLOTS));
    }

    @Test
    void aStartThatNothingTellsOfWasBeforeAnyEventOfItsCreator() {
        births.begin();
        births.opens(CREATOR, 0, SECOND);

        assertThat(births.inherited(CHILD)).isEqualTo(Births.Inherited.NONE);
    }

    @Test
    void recordsAreReadOnceForAListOfThreads() {
        AtomicInteger readings = new AtomicInteger();
        births.readBy(readings::incrementAndGet);
        births.inherited(CHILD);
        assertThat(readings).hasValue(0); // nobody starts to ask before slots are opened

        births.begin();
        births.newList();
        births.inherited(CHILD);
        births.inherited(CHILD);
        assertThat(readings).hasValue(1);

        births.newList();
        births.inherited(CHILD);
        assertThat(readings).hasValue(2);
    }

    @Test
    void nothingIsKeptOnceAllThreadsHaveAllSlots() {
        births.begin();
        births.opens(CREATOR, 0, SECOND);
        births.tell(start(CREATOR, 2 * SECOND));
        births.end();
        births.tell(start(CREATOR, 3 * SECOND));

        assertThat(births.inherited(CHILD)).isEqualTo(Births.Inherited.NONE);
    }
}
