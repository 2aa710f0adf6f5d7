package dev.xwatch.perf;

/** Numbers of {@code linux/perf_event.h} under their names there. */
final class PerfAbi {
    // enum perf_type_id
    static final int PERF_TYPE_SOFTWARE = 1;
    static final int PERF_TYPE_BREAKPOINT = 5;

    // enum perf_sw_ids
    static final long PERF_COUNT_SW_DUMMY = 9;

    // enum perf_event_sample_format
    static final long PERF_SAMPLE_IP = 1L << 0;
    static final long PERF_SAMPLE_TID = 1L << 1;
    static final long PERF_SAMPLE_TIME = 1L << 2;
    static final long PERF_SAMPLE_CPU = 1L << 7;
    static final long PERF_SAMPLE_REGS_USER = 1L << 12;
    static final long PERF_SAMPLE_STACK_USER = 1L << 13;
    static final long PERF_SAMPLE_IDENTIFIER = 1L << 16;

    // enum perf_sample_regs_abi
    static final long PERF_SAMPLE_REGS_ABI_64 = 2;

    // enum perf_event_read_format
    static final long PERF_FORMAT_ID = 1L << 2;
    /** Since Linux 6.0. */
    static final long PERF_FORMAT_LOST = 1L << 4;

    // The bit field of struct perf_event_attr, its first member in the lowest bit
    static final long DISABLED = 1L << 0;
    static final long INHERIT = 1L << 1;
    static final long EXCLUDE_KERNEL = 1L << 5;
    static final long EXCLUDE_HV = 1L << 6;
    static final long MMAP = 1L << 8;
    static final long COMM = 1L << 9;
    static final long TASK = 1L << 13;
    static final long WATERMARK = 1L << 14;
    static final long SAMPLE_ID_ALL = 1L << 18;
    static final long MMAP2 = 1L << 23;
    static final long USE_CLOCKID = 1L << 25;
    /** Since Linux 5.13. */
    static final long INHERIT_THREAD = 1L << 35;

    /** The size of struct perf_event_attr in Linux 5.13; later kernels accept it. */
    static final int PERF_ATTR_SIZE_VER7 = 128;

    // ioctl(2) requests: _IO('$', n), _IOR('$', 7, __u64 *), _IOW('$', 11, struct perf_event_attr *)
    static final long PERF_EVENT_IOC_ENABLE = 0x2400;
    static final long PERF_EVENT_IOC_DISABLE = 0x2401;
    static final long PERF_EVENT_IOC_SET_OUTPUT = 0x2405;
    static final long PERF_EVENT_IOC_ID = 0x8008_2407L;
    static final long PERF_EVENT_IOC_MODIFY_ATTRIBUTES = 0x4008_240bL;

    static final long PERF_FLAG_FD_CLOEXEC = 1L << 3;

    // enum perf_event_type
    static final int PERF_RECORD_LOST = 2;
    static final int PERF_RECORD_COMM = 3;
    static final int PERF_RECORD_EXIT = 4;
    static final int PERF_RECORD_THROTTLE = 5;
    static final int PERF_RECORD_UNTHROTTLE = 6;
    static final int PERF_RECORD_FORK = 7;
    static final int PERF_RECORD_SAMPLE = 9;
    static final int PERF_RECORD_MMAP2 = 10;

    // struct perf_event_header: u32 type, u16 misc, u16 size
    static final int HEADER_TYPE = 0;
    static final int HEADER_SIZE = 6;
    static final int HEADER_BYTES = 8;

    // struct perf_event_mmap_page
    static final int MMAP_PAGE_DATA_HEAD = 1024;
    static final int MMAP_PAGE_DATA_TAIL = 1032;

    /** {@code linux/time.h}: the clock of {@link System#nanoTime()}. */
    static final int CLOCK_MONOTONIC = 1;

    /** {@code asm/page_types.h}, x86_64. */
    static final int PAGE_SIZE = 4096;

    private PerfAbi() {}
}
