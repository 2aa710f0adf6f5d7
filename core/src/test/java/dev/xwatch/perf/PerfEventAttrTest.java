package dev.xwatch.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** The numbers here are those of {@code linux/perf_event.h}, written out a second time. */
class PerfEventAttrTest {
    private static final Breakpoint CODE = new Breakpoint(0x7f1234567890L, 1, AccessMode.X);
    private static final Breakpoint DATA = new Breakpoint(0x7f1234567894L, 4, AccessMode.RW);

    // disabled 0, inherit 1, exclude_kernel 5, exclude_hv 6, comm 9, task 13, sample_id_all 18, use_clockid 25,
    // inherit_thread 35
    private static final long ENABLED_FLAGS = 0x8_0204_2262L;

    @Test
    void aBreakpointFillsTheStructure() {
        ByteBuffer attr = written(PerfEventAttr.breakpoint(CODE, true, new PerfFeatures(true)));

        assertThat(attr.getInt(0)).as("type").isEqualTo(5);
        assertThat(attr.getInt(4)).as("size").isEqualTo(128);
        assertThat(attr.getLong(8)).as("config").isZero();
        assertThat(attr.getLong(16)).as("sample_period").isEqualTo(1);
        assertThat(attr.getLong(24))
                .as("sample_type: IP, TID, TIME, CPU, IDENTIFIER")
                .isEqualTo(0x10087);
        assertThat(attr.getLong(32)).as("read_format: ID, LOST").isEqualTo(0x14);
        assertThat(attr.getLong(40)).as("flags").isEqualTo(ENABLED_FLAGS);
        assertThat(attr.getInt(48)).as("wakeup_events").isEqualTo(32);
        assertThat(attr.getInt(52)).as("bp_type").isEqualTo(4);
        assertThat(attr.getLong(56)).as("bp_addr").isEqualTo(0x7f1234567890L);
        assertThat(attr.getLong(64)).as("bp_len").isEqualTo(8);
        assertThat(attr.getInt(92)).as("clockid").isEqualTo(1);
    }

    @Test
    void everythingElseIsZero() {
        ByteBuffer attr = written(PerfEventAttr.breakpoint(CODE, true, new PerfFeatures(true)));

        for (int offset = 72; offset < 128; offset++) {
            if (offset < 92 || offset >= 96) {
                assertThat(attr.get(offset)).as("byte %d", offset).isZero();
            }
        }
    }

    @Test
    void disabledIsTheLowestFlag() {
        ByteBuffer attr = written(PerfEventAttr.breakpoint(CODE, false, new PerfFeatures(true)));

        assertThat(attr.getLong(40)).isEqualTo(ENABLED_FLAGS | 1);
    }

    @Test
    void anOlderKernelIsNotAskedForLost() {
        ByteBuffer attr = written(PerfEventAttr.breakpoint(CODE, false, new PerfFeatures(false)));

        assertThat(attr.getLong(32)).isEqualTo(0x4);
    }

    @Test
    void anotherBreakpointChangesNothingElse() {
        PerfEventAttr opened = PerfEventAttr.breakpoint(CODE, false, new PerfFeatures(true));

        ByteBuffer before = written(opened);
        ByteBuffer after = written(opened.with(DATA, true));

        assertThat(after.getInt(52)).as("bp_type").isEqualTo(3);
        assertThat(after.getLong(56)).as("bp_addr").isEqualTo(0x7f1234567894L);
        assertThat(after.getLong(64)).as("bp_len").isEqualTo(4);
        assertThat(after.getLong(40)).as("flags").isEqualTo(ENABLED_FLAGS);
        before.putInt(52, 3).putLong(56, 0x7f1234567894L).putLong(64, 4).putLong(40, ENABLED_FLAGS);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void aRingOwnerIsASoftwareEventWithTheSameClock() {
        ByteBuffer attr = written(PerfEventAttr.ringOwner(16384));

        assertThat(attr.getInt(0)).as("type").isEqualTo(1);
        assertThat(attr.getInt(4)).as("size").isEqualTo(128);
        assertThat(attr.getLong(8)).as("config").isEqualTo(9);
        assertThat(attr.getLong(40))
                .as("flags: disabled, exclude_kernel, exclude_hv, watermark, use_clockid")
                .isEqualTo(0x200_4061L);
        assertThat(attr.getInt(48)).as("wakeup_watermark").isEqualTo(16384);
        assertThat(attr.getInt(92)).as("clockid").isEqualTo(1);
    }

    @Test
    void aSlotIsNeitherEnabledNorInherited() {
        ByteBuffer attr = written(PerfEventAttr.slot(CODE));

        assertThat(attr.getLong(40))
                .as("flags: disabled, exclude_kernel, exclude_hv")
                .isEqualTo(0x61);
        assertThat(attr.getInt(92)).as("clockid").isZero();
    }

    private static ByteBuffer written(PerfEventAttr attr) {
        ByteBuffer buffer = ByteBuffer.allocate(128);
        // What stood there before must not shine through.
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, (byte) 0xa5);
        }
        attr.writeTo(buffer);
        return buffer.order(ByteOrder.LITTLE_ENDIAN);
    }
}
