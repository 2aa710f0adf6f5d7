package dev.xwatch.perf;

import static dev.xwatch.perf.PerfAbi.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes the records of the events that {@link PerfEvent} opens. Stateless. */
public final class RecordDecoder {
    // By the sample_type of those events: u64 identifier, u64 ip, u32 pid, u32 tid, u64 time, u32 cpu, u32 reserved
    private static final int SAMPLE_BYTES = 40;
    // What comes after these bytes with UserState, besides the registers: u64 abi, u64 size of the stack that follows
    private static final int USER_BYTES = 2 * Long.BYTES;
    // u64 id, u64 lost; then what sample_id_all adds
    private static final int LOST_BYTES = 16;
    // u64 time, u64 id, u64 stream_id; then what sample_id_all adds
    private static final int THROTTLE_BYTES = 24;
    // u32 pid, u32 ppid, u32 tid, u32 ptid, u64 time; then what sample_id_all adds
    private static final int TASK_BYTES = 24;
    // u32 pid, u32 tid, the name filled up to whole words
    private static final int COMM_BYTES = 16;
    // What sample_id_all adds, by the sample_type of those events:
    // u32 pid, u32 tid, u64 time, u32 cpu, u32 reserved, u64 identifier
    private static final int SAMPLE_ID_BYTES = 32;
    // u32 pid, tid, u64 addr, len, pgoff, 24 bytes of device and inode, u32 prot, flags; then the file's name
    private static final int MMAP2_BYTES = 64;
    // asm-generic/mman-common.h and linux/mman.h
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int PROT_EXEC = 4;
    private static final int MAP_SHARED = 1;

    private RecordDecoder() {}

    /** Which registers an event's records bring. Nothing in a record says so. */
    public interface Registers {
        /**
         * @param id as {@link PerfEvent#id} gives it
         * @return null if there is no such event: then what its records bring of a thread's state is left out
         */
        @Nullable
        UserRegisters of(long id);
    }

    /**
     * Decodes the record at the buffer's position and moves the position behind it. The buffer's order becomes
     * little-endian.
     *
     * @param records with at least one byte remaining
     * @param registers of the events that the records are of
     * @throws MalformedRecordException if it is cut off or too short for its type. The position then is behind it too,
     *     or at the limit if not even its size can be believed: decoding what remains always comes to an end.
     */
    public static PerfRecord decode(ByteBuffer records, Registers registers) throws MalformedRecordException {
        records.order(ByteOrder.LITTLE_ENDIAN);
        int start = records.position();
        int remaining = records.remaining();
        if (remaining < HEADER_BYTES) {
            records.position(records.limit());
            throw new MalformedRecordException(remaining + " bytes are too few for a record's header");
        }
        int type = records.getInt(start + HEADER_TYPE);
        int size = Short.toUnsignedInt(records.getShort(start + HEADER_SIZE));
        if (size < HEADER_BYTES || size > remaining) {
            records.position(records.limit());
            throw new MalformedRecordException("a record of type " + type + " cannot have " + size + " bytes where "
                    + remaining + " remain and its header has " + HEADER_BYTES);
        }
        records.position(start + size);
        return body(records, type, start + HEADER_BYTES, size - HEADER_BYTES, registers);
    }

    /** The same for events whose records bring no thread's state, or where nobody asks for it. */
    public static PerfRecord decode(ByteBuffer records) throws MalformedRecordException {
        return decode(records, id -> null);
    }

    private static PerfRecord body(ByteBuffer in, int type, int at, int length, Registers registers)
            throws MalformedRecordException {
        return switch (type) {
            case PERF_RECORD_SAMPLE -> {
                require(length, SAMPLE_BYTES, "PERF_RECORD_SAMPLE");
                UserRegisters taken = length == SAMPLE_BYTES ? null : registers.of(in.getLong(at));
                yield new PerfRecord.Sample(
                        in.getLong(at),
                        in.getLong(at + 8),
                        in.getInt(at + 16),
                        in.getInt(at + 20),
                        in.getLong(at + 24),
                        in.getInt(at + 32),
                        taken == null ? null : userState(in, at + SAMPLE_BYTES, length - SAMPLE_BYTES, taken));
            }
            case PERF_RECORD_LOST -> {
                require(length, LOST_BYTES, "PERF_RECORD_LOST");
                yield new PerfRecord.Lost(in.getLong(at), in.getLong(at + 8));
            }
            case PERF_RECORD_MMAP2 -> {
                require(length, MMAP2_BYTES + SAMPLE_ID_BYTES, "PERF_RECORD_MMAP2");
                yield mmap2(in, at, length);
            }
            case PERF_RECORD_THROTTLE, PERF_RECORD_UNTHROTTLE -> {
                require(length, THROTTLE_BYTES, "PERF_RECORD_THROTTLE");
                yield new PerfRecord.Throttle(type == PERF_RECORD_UNTHROTTLE, in.getLong(at + 8), in.getLong(at));
            }
            case PERF_RECORD_FORK -> {
                require(length, TASK_BYTES, "PERF_RECORD_FORK");
                yield new PerfRecord.Fork(
                        in.getInt(at), in.getInt(at + 8), in.getInt(at + 4), in.getInt(at + 12), in.getLong(at + 16));
            }
            case PERF_RECORD_EXIT -> {
                require(length, TASK_BYTES, "PERF_RECORD_EXIT");
                yield new PerfRecord.Exit(in.getInt(at + 8), in.getLong(at + 16));
            }
            case PERF_RECORD_COMM -> {
                require(length, COMM_BYTES + SAMPLE_ID_BYTES, "PERF_RECORD_COMM");
                int sampleId = at + length - SAMPLE_ID_BYTES;
                yield new PerfRecord.Comm(
                        in.getInt(at + 4), text(in, at + 8, sampleId), in.getLong(sampleId + Long.BYTES));
            }
            default -> new PerfRecord.Unknown(type, HEADER_BYTES + length);
        };
    }

    /** u64 abi, the registers if it is not 0; then u64 size and, if that is not 0, so many bytes and u64 dyn_size. */
    private static @Nullable UserState userState(ByteBuffer in, int at, int length, UserRegisters taken)
            throws MalformedRecordException {
        int fixedBytes = USER_BYTES + Long.BYTES * taken.count();
        require(length, fixedBytes, "PERF_RECORD_SAMPLE with registers and stack");
        if (in.getLong(at) != PERF_SAMPLE_REGS_ABI_64) {
            return null; // no thread that runs Java
        }
        long[] values = new long[taken.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getLong(at + Long.BYTES * (1 + i));
        }
        int stack = at + fixedBytes;
        long size = in.getLong(stack - Long.BYTES);
        long dynamicSize = 0;
        if (size != 0) {
            if (size < 0 || size > length - fixedBytes - Long.BYTES) {
                throw new MalformedRecordException(size + " bytes of stack in a record with " + length);
            }
            dynamicSize = in.getLong(stack + (int) size);
        }
        if (dynamicSize < 0 || dynamicSize > size) {
            throw new MalformedRecordException(dynamicSize + " of " + size + " bytes of stack");
        }
        byte[] bytes = new byte[(int) dynamicSize];
        in.get(stack, bytes);
        return new UserState(taken, taken.spread(values), bytes);
    }

    /** Up to the first zero byte. */
    private static String text(ByteBuffer in, int from, int to) {
        int end = from;
        while (end < to && in.get(end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - from];
        in.get(from, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static PerfRecord.Mmap2 mmap2(ByteBuffer in, int at, int length) {
        int name = at + MMAP2_BYTES;
        int sampleId = at + length - SAMPLE_ID_BYTES;
        return new PerfRecord.Mmap2(
                in.getInt(at + 4),
                in.getLong(at + 8),
                in.getLong(at + 16),
                permissions(in.getInt(at + 56), in.getInt(at + 60)),
                text(in, name, sampleId),
                in.getLong(sampleId + 8));
    }

    private static String permissions(int protection, int flags) {
        return ((protection & PROT_READ) != 0 ? "r" : "-")
                + ((protection & PROT_WRITE) != 0 ? "w" : "-")
                + ((protection & PROT_EXEC) != 0 ? "x" : "-")
                + ((flags & MAP_SHARED) != 0 ? "s" : "p");
    }

    private static void require(int length, int needed, String name) throws MalformedRecordException {
        if (length < needed) {
            throw new MalformedRecordException(name + " with " + length + " bytes after its header, not " + needed);
        }
    }
}
