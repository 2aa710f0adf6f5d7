package dev.xwatch.perf;

import dev.xwatch.fuzz.Bytes;
import dev.xwatch.fuzz.Fuzz;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the kernel writes into a ring. */
class PerfFuzzTest {
    private static final int RING_BYTES = 512;

    private static final byte[] SAMPLE = record(9, 40);
    private static final byte[] SAMPLE_WITH_STACK = sampleWithStack();
    private static final byte[] LOST = record(2, 16);
    private static final byte[] COMM = record(3, 8 + 16 + 32);
    private static final byte[] EXIT = record(4, 24);
    private static final byte[] THROTTLE = record(5, 24);
    private static final byte[] FORK = record(7, 24);
    private static final byte[] MMAP = record(10, 64 + 16 + 32);
    private static final byte[] UNKNOWN = record(17, 24);

    /** With a body of words that count, as numbers and as texts. */
    private static byte[] record(int type, int bodyBytes) {
        ByteBuffer record = ByteBuffer.allocate(8 + bodyBytes).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(type).putShort((short) 2).putShort((short) record.capacity());
        while (record.hasRemaining()) {
            record.put("word\0".getBytes(StandardCharsets.ISO_8859_1), 0, 5).put((byte) record.position());
            record.putShort((short) 0);
        }
        return record.array();
    }

    private static byte[] sampleWithStack() {
        int stackBytes = 64;
        byte[] sample = record(9, 40 + 8 + 8 * UserRegisters.ARGUMENTS.count() + 8 + stackBytes + 8);
        ByteBuffer.wrap(sample)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(48, 2)
                .putLong(sample.length - 8 - stackBytes - 8, stackBytes)
                .putLong(sample.length - 8, stackBytes - 16);
        return sample;
    }

    private static byte[] joined(byte[]... records) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(records).mapToInt(r -> r.length).sum());
        Arrays.stream(records).forEach(all::put);
        return all.array();
    }

    @Test
    void records() {
        Bytes inputs = Bytes.like(
                SAMPLE,
                SAMPLE_WITH_STACK,
                LOST,
                COMM,
                EXIT,
                THROTTLE,
                FORK,
                MMAP,
                UNKNOWN,
                joined(SAMPLE, COMM, EXIT, SAMPLE_WITH_STACK, LOST));
        Fuzz.of("RecordDecoder", inputs)
                .mayThrow(MalformedRecordException.class)
                .mayAllocate(1 << 20)
                .run(PerfFuzzTest::decodeAll);
    }

    private static @Nullable UserRegisters registers(long id) {
        return id % 3 == 0 ? UserRegisters.CALLER : id % 3 == 1 ? UserRegisters.ARGUMENTS : null;
    }

    private static List<PerfRecord> decodeAll(byte[] bytes) throws MalformedRecordException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<PerfRecord> records = new ArrayList<>();
        MalformedRecordException malformed = null;
        while (buffer.hasRemaining()) {
            int before = buffer.position();
            try {
                records.add(RecordDecoder.decode(buffer, PerfFuzzTest::registers));
            } catch (MalformedRecordException e) {
                malformed = e;
            }
            if (buffer.position() <= before) {
                throw new AssertionError("decoding stands still at " + before);
            }
        }
        if (malformed != null) {
            throw malformed;
        }
        return records;
    }

    @Test
    void samplesAreGoneOver() {
        Bytes inputs = Bytes.like(joined(SAMPLE, COMM, SAMPLE_WITH_STACK), SAMPLE, SAMPLE_WITH_STACK);
        Fuzz.of("SampleCursor", inputs).run(bytes -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes).position(bytes.length);
            SampleCursor cursor = new SampleCursor(buffer);
            long sum = 0;
            while (cursor.next()) {
                sum += cursor.id() ^ cursor.ip() ^ cursor.tid() ^ cursor.timeNanos();
            }
            return sum;
        });
    }

    @Test
    void rings() {
        byte[] head = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(SAMPLE.length + COMM.length)
                .array();
        FakeKernel kernel = new FakeKernel(RING_BYTES, 0);
        Ring ring = kernel.ring();
        ByteBuffer into = ByteBuffer.allocate(2 * RING_BYTES);
        Fuzz.of("Ring", Bytes.like(joined(head, SAMPLE, COMM), joined(head, COMM, SAMPLE)))
                .run(bytes -> {
                    ByteBuffer input = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                    long move = input.remaining() < 8 ? 8 : input.getLong();
                    int at = (int) kernel.tail();
                    while (input.hasRemaining()) {
                        kernel.data.put(at++ & (RING_BYTES - 1), input.get());
                    }
                    kernel.moveHead(kernel.tail() + move);
                    into.clear();
                    while (ring.drainTo(into) > 0) {
                        // Each time it takes something away.
                    }
                    if (kernel.tail() != kernel.head() || into.position() > RING_BYTES) {
                        throw new AssertionError(into + ", " + (kernel.head() - kernel.tail()) + " bytes are left");
                    }
                    return into.position();
                });
    }
}
