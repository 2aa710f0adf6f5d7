package dev.xwatch.perf;

import static dev.xwatch.perf.PerfAbi.HEADER_BYTES;
import static dev.xwatch.perf.PerfAbi.PERF_RECORD_SAMPLE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes samples as the kernel would ({@code PERF_RECORD_SAMPLE} of {@code linux/perf_event.h}, with the members that
 * {@link SampleCursor} reads), for who tries what reads them. Any thread may; a buffer is for one at a time.
 */
public final class SampleWriter {
    /** The size of one: what {@link SampleCursor} reads, and {@code u32 res} after it. */
    public static final int BYTES = HEADER_BYTES + 40;

    private SampleWriter() {}

    /**
     * @param into takes it at its position, little-endian whatever its order is
     * @param id the event's, {@code PERF_EVENT_IOC_ID}
     * @param ip the address of the instruction
     * @param tid the thread's id, and its process's
     * @param timeNanos CLOCK_MONOTONIC
     * @throws IndexOutOfBoundsException if there is no room for {@value #BYTES} bytes
     */
    public static void put(ByteBuffer into, long id, long ip, int tid, long timeNanos) {
        ByteBuffer record = into.slice(into.position(), BYTES).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(PERF_RECORD_SAMPLE).putShort((short) 0).putShort((short) BYTES);
        record.putLong(id)
                .putLong(ip)
                .putInt(tid)
                .putInt(tid)
                .putLong(timeNanos)
                .putLong(0);
        into.position(into.position() + BYTES);
    }
}
