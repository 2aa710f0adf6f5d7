package dev.xwatch.perf;

import static dev.xwatch.perf.PerfAbi.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Goes over samples without decoding them, for who needs no more than whose they are: the first members of each, which
 * stand in the same place whatever follows. What is malformed ends it; decoding says what is wrong.
 */
public final class SampleCursor {
    // After the header: u64 identifier, u64 ip, u32 pid, u32 tid, u64 time, u32 cpu
    private static final int ID = HEADER_BYTES;
    private static final int IP = ID + 8;
    private static final int TID = IP + 12;
    private static final int TIME = TID + 4;
    private static final int LEAST_BYTES = TIME + 8 + 4;

    private final ByteBuffer records;
    private int at;
    private int next;

    /** @param records whole ones, from the buffer's first byte to its position, which stays where it is */
    public SampleCursor(ByteBuffer records) {
        this.records = records.duplicate().order(ByteOrder.LITTLE_ENDIAN).flip();
    }

    /** Goes to the next sample. @return whether there is one */
    public boolean next() {
        while (next + LEAST_BYTES <= records.limit()) {
            at = next;
            int size = Short.toUnsignedInt(records.getShort(at + HEADER_SIZE));
            if (size < HEADER_BYTES) {
                return false;
            }
            next += size;
            if (records.getInt(at + HEADER_TYPE) == PERF_RECORD_SAMPLE && size >= LEAST_BYTES) {
                return next <= records.limit();
            }
        }
        return false;
    }

    public long id() {
        return records.getLong(at + ID);
    }

    public long ip() {
        return records.getLong(at + IP);
    }

    public int tid() {
        return records.getInt(at + TID);
    }

    public long timeNanos() {
        return records.getLong(at + TIME);
    }
}
