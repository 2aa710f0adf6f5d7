package dev.xwatch.perf;

import static dev.xwatch.perf.PerfAbi.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The members of {@code struct perf_event_attr} ({@code linux/perf_event.h}) that are used here; all others are zero.
 *
 * @param flags the bit field that follows {@code read_format}
 * @param wakeup with {@code WATERMARK} the bytes in the ring before its reader is woken, without it the samples
 * @param sampleRegsUser a bit of {@code enum perf_event_x86_regs} for each register that a record brings
 * @param sampleStackUser bytes of stack that a record takes
 */
record PerfEventAttr(
        int type,
        long config,
        long samplePeriod,
        long sampleType,
        long readFormat,
        long flags,
        int wakeup,
        int bpType,
        long bpAddr,
        long bpLen,
        long sampleRegsUser,
        int sampleStackUser) {
    private static final long USER_ONLY = EXCLUDE_KERNEL | EXCLUDE_HV;

    /**
     * An event that records each hit of its thread, and of threads which that one creates later; and, while it is enabled,
     * when these start, are named and end. The kernel lets the record of one event go into the ring of another only if
     * both use the same clock, {@link #ringOwner} therefore too.
     */
    static PerfEventAttr breakpoint(Breakpoint breakpoint, boolean enabled, PerfFeatures features) {
        return new PerfEventAttr(
                        PERF_TYPE_BREAKPOINT,
                        0,
                        1,
                        PERF_SAMPLE_IDENTIFIER | PERF_SAMPLE_IP | PERF_SAMPLE_TID | PERF_SAMPLE_TIME | PERF_SAMPLE_CPU,
                        PERF_FORMAT_ID | (features.formatLost() ? PERF_FORMAT_LOST : 0),
                        USER_ONLY | INHERIT | INHERIT_THREAD | COMM | TASK | SAMPLE_ID_ALL | USE_CLOCKID,
                        Sampling.EARLY,
                        0,
                        0,
                        0,
                        0,
                        0)
                .with(breakpoint, enabled);
    }

    /** The same with other records. */
    PerfEventAttr with(Sampling sampling) {
        return new PerfEventAttr(
                type,
                config,
                samplePeriod,
                sampling.stackBytes() == 0 ? sampleType : sampleType | PERF_SAMPLE_REGS_USER | PERF_SAMPLE_STACK_USER,
                readFormat,
                flags,
                sampling.wakeupEvents(),
                bpType,
                bpAddr,
                bpLen,
                sampling.stackBytes() == 0 ? 0 : sampling.registers().mask(),
                sampling.stackBytes());
    }

    /** The same for one thread alone. */
    PerfEventAttr uninherited() {
        return new PerfEventAttr(
                type,
                config,
                samplePeriod,
                sampleType,
                readFormat,
                flags & ~(INHERIT | INHERIT_THREAD),
                wakeup,
                bpType,
                bpAddr,
                bpLen,
                sampleRegsUser,
                sampleStackUser);
    }

    /** An event that never occurs: it takes a slot and does nothing else. */
    static PerfEventAttr slot(Breakpoint breakpoint) {
        return new PerfEventAttr(PERF_TYPE_BREAKPOINT, 0, 1, 0, PERF_FORMAT_ID, USER_ONLY, 0, 0, 0, 0, 0, 0)
                .with(breakpoint, false);
    }

    /** An event that never occurs, for others to share its ring. */
    static PerfEventAttr ringOwner(int wakeup) {
        return dummy(PERF_FORMAT_ID, WATERMARK | USE_CLOCKID, wakeup);
    }

    /**
     * An event that never occurs, but tells of each mapping that its thread makes executable, and of those of threads which
     * that one creates later.
     */
    static PerfEventAttr mappings() {
        return new PerfEventAttr(
                PERF_TYPE_SOFTWARE,
                PERF_COUNT_SW_DUMMY,
                0,
                PERF_SAMPLE_IDENTIFIER | PERF_SAMPLE_TID | PERF_SAMPLE_TIME | PERF_SAMPLE_CPU,
                PERF_FORMAT_ID,
                // mmap2 alone is not enough: the kernel counts who wants to be told by mmap
                USER_ONLY | DISABLED | INHERIT | INHERIT_THREAD | SAMPLE_ID_ALL | USE_CLOCKID | MMAP | MMAP2,
                0,
                0,
                0,
                0,
                0,
                0);
    }

    /** An event that never occurs, to find out whether the kernel knows a {@code read_format}. */
    static PerfEventAttr readFormatProbe(long readFormat) {
        return dummy(readFormat, USE_CLOCKID, 0);
    }

    private static PerfEventAttr dummy(long readFormat, long flags, int wakeup) {
        return new PerfEventAttr(
                PERF_TYPE_SOFTWARE,
                PERF_COUNT_SW_DUMMY,
                0,
                0,
                readFormat,
                USER_ONLY | DISABLED | flags,
                wakeup,
                0,
                0,
                0,
                0,
                0);
    }

    /** The same with another breakpoint: the only change that {@code PERF_EVENT_IOC_MODIFY_ATTRIBUTES} allows. */
    PerfEventAttr with(Breakpoint breakpoint, boolean enabled) {
        return new PerfEventAttr(
                type,
                config,
                samplePeriod,
                sampleType,
                readFormat,
                enabled ? flags & ~DISABLED : flags | DISABLED,
                wakeup,
                breakpoint.mode().bpType(),
                breakpoint.address(),
                breakpoint.kernelLength(),
                sampleRegsUser,
                sampleStackUser);
    }

    /** Writes all of the structure to the first {@code PERF_ATTR_SIZE_VER7} bytes of a buffer. */
    void writeTo(ByteBuffer buffer) {
        buffer.clear().order(ByteOrder.LITTLE_ENDIAN);
        for (int offset = 0; offset < PERF_ATTR_SIZE_VER7; offset += Long.BYTES) {
            buffer.putLong(offset, 0);
        }
        buffer.putInt(0, type)
                .putInt(4, PERF_ATTR_SIZE_VER7)
                .putLong(8, config)
                .putLong(16, samplePeriod)
                .putLong(24, sampleType)
                .putLong(32, readFormat)
                .putLong(40, flags)
                .putInt(48, wakeup)
                .putInt(52, bpType)
                .putLong(56, bpAddr)
                .putLong(64, bpLen)
                .putLong(80, sampleRegsUser)
                .putInt(88, sampleStackUser)
                .putInt(92, (flags & USE_CLOCKID) == 0 ? 0 : CLOCK_MONOTONIC);
    }

    @Override
    public String toString() {
        return type == PERF_TYPE_BREAKPOINT
                ? "PERF_TYPE_BREAKPOINT, address 0x" + Long.toHexString(bpAddr) + ", length " + bpLen + ", type "
                        + bpType + ", " + ((flags & INHERIT) == 0 ? "not inherited" : "inherited by threads")
                : "PERF_TYPE_SOFTWARE, PERF_COUNT_SW_DUMMY";
    }
}
