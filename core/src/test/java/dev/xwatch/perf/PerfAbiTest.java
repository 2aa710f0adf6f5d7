package dev.xwatch.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.SystemHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The system's headers say the same; where they or a compiler are missing, {@link PerfEventAttrTest} remains. */
class PerfAbiTest {
    private static final List<String> HEADERS =
            List.of("linux/perf_event.h", "linux/hw_breakpoint.h", "sys/ioctl.h", "time.h");

    @Test
    void numbersAreThoseOfTheHeaders() throws Exception {
        Map<String, Long> ours = new TreeMap<>();
        ours.put("PERF_TYPE_SOFTWARE", (long) PerfAbi.PERF_TYPE_SOFTWARE);
        ours.put("PERF_TYPE_BREAKPOINT", (long) PerfAbi.PERF_TYPE_BREAKPOINT);
        ours.put("PERF_COUNT_SW_DUMMY", PerfAbi.PERF_COUNT_SW_DUMMY);
        ours.put("PERF_SAMPLE_IP", PerfAbi.PERF_SAMPLE_IP);
        ours.put("PERF_SAMPLE_TID", PerfAbi.PERF_SAMPLE_TID);
        ours.put("PERF_SAMPLE_TIME", PerfAbi.PERF_SAMPLE_TIME);
        ours.put("PERF_SAMPLE_CPU", PerfAbi.PERF_SAMPLE_CPU);
        ours.put("PERF_SAMPLE_IDENTIFIER", PerfAbi.PERF_SAMPLE_IDENTIFIER);
        ours.put("PERF_FORMAT_ID", PerfAbi.PERF_FORMAT_ID);
        ours.put("PERF_FORMAT_LOST", PerfAbi.PERF_FORMAT_LOST);
        ours.put("PERF_EVENT_IOC_ENABLE", PerfAbi.PERF_EVENT_IOC_ENABLE);
        ours.put("PERF_EVENT_IOC_DISABLE", PerfAbi.PERF_EVENT_IOC_DISABLE);
        ours.put("PERF_EVENT_IOC_SET_OUTPUT", PerfAbi.PERF_EVENT_IOC_SET_OUTPUT);
        ours.put("PERF_EVENT_IOC_ID", PerfAbi.PERF_EVENT_IOC_ID);
        ours.put("PERF_EVENT_IOC_MODIFY_ATTRIBUTES", PerfAbi.PERF_EVENT_IOC_MODIFY_ATTRIBUTES);
        ours.put("PERF_FLAG_FD_CLOEXEC", PerfAbi.PERF_FLAG_FD_CLOEXEC);
        ours.put("PERF_RECORD_LOST", (long) PerfAbi.PERF_RECORD_LOST);
        ours.put("PERF_RECORD_THROTTLE", (long) PerfAbi.PERF_RECORD_THROTTLE);
        ours.put("PERF_RECORD_UNTHROTTLE", (long) PerfAbi.PERF_RECORD_UNTHROTTLE);
        ours.put("PERF_RECORD_SAMPLE", (long) PerfAbi.PERF_RECORD_SAMPLE);
        ours.put("HW_BREAKPOINT_X", (long) AccessMode.X.bpType());
        ours.put("HW_BREAKPOINT_W", (long) AccessMode.W.bpType());
        ours.put("HW_BREAKPOINT_RW", (long) AccessMode.RW.bpType());
        ours.put("CLOCK_MONOTONIC", (long) PerfAbi.CLOCK_MONOTONIC);

        assertThat(SystemHeaders.valuesOf(HEADERS, "", List.copyOf(ours.keySet())))
                .isEqualTo(ours);
    }

    @Test
    void placesAreThoseOfTheStructures() throws Exception {
        Map<String, Long> ours = new TreeMap<>();
        // As PerfEventAttr.writeTo has them.
        ours.put("offsetof(struct perf_event_attr, type)", 0L);
        ours.put("offsetof(struct perf_event_attr, size)", 4L);
        ours.put("offsetof(struct perf_event_attr, config)", 8L);
        ours.put("offsetof(struct perf_event_attr, sample_period)", 16L);
        ours.put("offsetof(struct perf_event_attr, sample_type)", 24L);
        ours.put("offsetof(struct perf_event_attr, read_format)", 32L);
        ours.put("offsetof(struct perf_event_attr, wakeup_watermark)", 48L);
        ours.put("offsetof(struct perf_event_attr, bp_type)", 52L);
        ours.put("offsetof(struct perf_event_attr, bp_addr)", 56L);
        ours.put("offsetof(struct perf_event_attr, bp_len)", 64L);
        ours.put("offsetof(struct perf_event_attr, clockid)", 92L);
        ours.put("PERF_ATTR_SIZE_VER7", (long) PerfAbi.PERF_ATTR_SIZE_VER7);
        ours.put("sizeof(struct perf_event_header)", (long) PerfAbi.HEADER_BYTES);
        ours.put("offsetof(struct perf_event_header, type)", (long) PerfAbi.HEADER_TYPE);
        ours.put("offsetof(struct perf_event_header, size)", (long) PerfAbi.HEADER_SIZE);
        ours.put("offsetof(struct perf_event_mmap_page, data_head)", (long) PerfAbi.MMAP_PAGE_DATA_HEAD);
        ours.put("offsetof(struct perf_event_mmap_page, data_tail)", (long) PerfAbi.MMAP_PAGE_DATA_TAIL);

        assertThat(SystemHeaders.valuesOf(HEADERS, "", List.copyOf(ours.keySet())))
                .isEqualTo(ours);
    }

    @Test
    void flagsAreTheBitsThatTheCompilerMakesOfThem() throws Exception {
        Map<String, Long> ours = new TreeMap<>();
        ours.put("disabled", PerfAbi.DISABLED);
        ours.put("inherit", PerfAbi.INHERIT);
        ours.put("exclude_kernel", PerfAbi.EXCLUDE_KERNEL);
        ours.put("exclude_hv", PerfAbi.EXCLUDE_HV);
        ours.put("watermark", PerfAbi.WATERMARK);
        ours.put("sample_id_all", PerfAbi.SAMPLE_ID_ALL);
        ours.put("use_clockid", PerfAbi.USE_CLOCKID);
        ours.put("inherit_thread", PerfAbi.INHERIT_THREAD);
        StringBuilder statements = new StringBuilder();
        List<String> names = new ArrayList<>(ours.keySet());
        for (String flag : names) {
            // The bit field has no name and no address; it follows read_format.
            statements
                    .append("struct perf_event_attr attr_" + flag + ";\nmemset(&attr_" + flag + ", 0, sizeof attr_"
                            + flag)
                    .append(");\nattr_" + flag + "." + flag + " = 1;\n")
                    .append("unsigned long long " + flag + ";\nmemcpy(&" + flag + ", (char *) &attr_" + flag)
                    .append(" + offsetof(struct perf_event_attr, read_format) + 8, 8);\n");
        }

        assertThat(SystemHeaders.valuesOf(HEADERS, statements.toString(), names))
                .isEqualTo(ours);
    }
}
