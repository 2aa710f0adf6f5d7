package dev.xwatch.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordDecoderTest {
    // struct perf_event_header: type, misc, size
    private static ByteBuffer record(int type, int size) {
        return ByteBuffer.allocate(size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(type)
                .putShort((short) 2)
                .putShort((short) size);
    }

    private static ByteBuffer sample() {
        return record(9, 48)
                .putLong(77)
                .putLong(0x7f0012345678L)
                .putInt(100)
                .putInt(101)
                .putLong(123_456_789_000L)
                .putInt(3)
                .putInt(0)
                .flip();
    }

    /** With abi, eight registers (1001 to 1008), a stack of which the kernel found some bytes, and their number. */
    private static ByteBuffer sampleWithUserState(int stackBytes, int found) {
        int size = 48 + 8 + 64 + 8 + (stackBytes == 0 ? 0 : stackBytes + 8);
        ByteBuffer sample = ByteBuffer.allocate(size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(sample())
                .putShort(6, (short) size)
                .putLong(2);
        for (int i = 1; i <= 8; i++) {
            sample.putLong(1000 + i);
        }
        sample.putLong(stackBytes);
        for (int i = 0; i < stackBytes; i++) {
            sample.put((byte) i);
        }
        return (stackBytes == 0 ? sample : sample.putLong(found)).flip();
    }

    private static PerfRecord decode(ByteBuffer records) throws MalformedRecordException {
        return RecordDecoder.decode(records, id -> id == 77 ? UserRegisters.ARGUMENTS : null);
    }

    private static UserState userState(ByteBuffer sample) throws MalformedRecordException {
        return Objects.requireNonNull(((PerfRecord.Sample) decode(sample)).user());
    }

    @Test
    void decodesRegistersAndStack() throws MalformedRecordException {
        UserState user = userState(sampleWithUserState(24, 16));

        assertThat(new long[] {
                    user.rcx(), user.rdx(), user.rsi(), user.rdi(), user.rbp(), user.rsp(), user.r8(), user.r9()
                })
                .containsExactly(1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008);
        assertThat(user.stack()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        assertThat(userState(sampleWithUserState(0, 0)).stack()).isEmpty();
        assertThat(userState(sampleWithUserState(8, 0)).stack()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            longs = {32, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE, Long.MAX_VALUE - 87, -1, -100, Long.MIN_VALUE})
    void aStackOfAnImpossibleSizeIsMalformed(long size) {
        ByteBuffer sample = sampleWithUserState(24, 16);
        sample.putLong(48 + 8 + 64, size);

        assertThatThrownBy(() -> decode(sample)).isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void asksForTheRegistersThatItDecodes() {
        // PERF_REG_X86_CX, DX, SI, DI, BP, SP, R8, R9
        assertThat(UserRegisters.ARGUMENTS.mask())
                .isEqualTo(1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 16 | 1 << 17);
        assertThat(UserRegisters.CALLER.mask()).isEqualTo(1 << 6 | 1 << 7);
    }

    @Test
    void ofAnEventThatBringsNoArgumentsItDecodesWhatFindsTheCaller() throws MalformedRecordException {
        int size = 48 + 8 + 16 + 8 + 16 + 8;
        ByteBuffer sample = ByteBuffer.allocate(size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(sample())
                .putShort(6, (short) size)
                .putLong(2)
                .putLong(1005)
                .putLong(1006)
                .putLong(16)
                .putLong(0x0706050403020100L)
                .putLong(0)
                .putLong(8)
                .flip();

        UserState user = Objects.requireNonNull(
                ((PerfRecord.Sample) RecordDecoder.decode(sample, id -> UserRegisters.CALLER)).user());

        assertThat(user.rbp()).isEqualTo(1005);
        assertThat(user.rsp()).isEqualTo(1006);
        assertThat(user.stack()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(user.hasArguments()).isFalse();
        assertThat(userState(sampleWithUserState(24, 16)).hasArguments()).isTrue();
    }

    @Test
    void ofAnEventThatIsNotKnownItLeavesTheThreadsStateOut() throws MalformedRecordException {
        ByteBuffer sample = sampleWithUserState(24, 16).putLong(8, 78);

        assertThat(((PerfRecord.Sample) decode(sample)).user()).isNull();
        assertThat(sample.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"24, 25", "24, -1"})
    void moreStackThanThereIsCannotBe(int stackBytes, int found) {
        assertThatThrownBy(() -> decode(sampleWithUserState(stackBytes, found)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(found + " of 24");
    }

    @ParameterizedTest
    @ValueSource(ints = {56, 64, 120, 136, 152})
    void aUserStateCutOffCostsThatRecordAlone(int size) throws MalformedRecordException {
        ByteBuffer records = ByteBuffer.allocate(300)
                .put(sampleWithUserState(24, 16).putShort(6, (short) size).limit(size))
                .put(sample())
                .flip();

        assertThatThrownBy(() -> decode(records)).isInstanceOf(MalformedRecordException.class);
        assertThat(decode(records)).isInstanceOf(PerfRecord.Sample.class);
    }

    @Test
    void aThreadWithoutUserRegistersHasNone() throws MalformedRecordException {
        ByteBuffer sample = sampleWithUserState(0, 0).putLong(48, 0);

        assertThat(((PerfRecord.Sample) decode(sample)).user()).isNull();
    }

    // What sample_id_all adds: pid, tid, time, cpu, reserved, identifier
    private static ByteBuffer withSampleId(ByteBuffer record) {
        return record.putInt(100)
                .putInt(101)
                .putLong(555)
                .putInt(3)
                .putInt(0)
                .putLong(77)
                .flip();
    }

    @Test
    void decodesASample() throws MalformedRecordException {
        assertThat(RecordDecoder.decode(sample()))
                .isEqualTo(new PerfRecord.Sample(77, 0x7f0012345678L, 100, 101, 123_456_789_000L, 3, null));
    }

    @Test
    void decodesLost() throws MalformedRecordException {
        ByteBuffer lost = withSampleId(record(2, 56).putLong(77).putLong(4096));

        assertThat(RecordDecoder.decode(lost)).isEqualTo(new PerfRecord.Lost(77, 4096));
    }

    @ParameterizedTest
    @CsvSource({"5, false", "6, true"})
    void decodesThrottle(int type, boolean unthrottle) throws MalformedRecordException {
        ByteBuffer throttle =
                withSampleId(record(type, 64).putLong(987).putLong(77).putLong(78));

        assertThat(RecordDecoder.decode(throttle)).isEqualTo(new PerfRecord.Throttle(unthrottle, 77, 987));
    }

    // pid, ppid, tid, ptid, time
    private static ByteBuffer task(int type) {
        return withSampleId(
                record(type, 64).putInt(100).putInt(99).putInt(102).putInt(101).putLong(987));
    }

    @Test
    void decodesTheStartAndTheEndOfAThread() throws MalformedRecordException {
        assertThat(RecordDecoder.decode(task(7))).isEqualTo(new PerfRecord.Fork(100, 102, 99, 101, 987));
        assertThat(RecordDecoder.decode(task(4))).isEqualTo(new PerfRecord.Exit(102, 987));
    }

    @ParameterizedTest
    @CsvSource({"GC Thread#0, 16", "a, 8", "1234567, 8", "fifteen letters, 16"})
    void decodesTheNameOfAThread(String name, int padded) throws MalformedRecordException {
        ByteBuffer comm = record(3, 48 + padded).putInt(100).putInt(102).put(name.getBytes(StandardCharsets.UTF_8));

        assertThat(RecordDecoder.decode(withSampleId(comm.position(16 + padded))))
                .isEqualTo(new PerfRecord.Comm(102, name, 555));
    }

    @Test
    void aNameWithoutAnEndEndsWithItsBytes() throws MalformedRecordException {
        ByteBuffer comm = record(3, 56).putInt(100).putInt(102).put("eight...".getBytes(StandardCharsets.UTF_8));

        assertThat(RecordDecoder.decode(withSampleId(comm))).isEqualTo(new PerfRecord.Comm(102, "eight...", 555));
    }

    @Test
    void decodesMmap2() throws MalformedRecordException {
        // 8 header, 64 fixed, 16 name, 32 what sample_id_all adds
        ByteBuffer mmap2 = withSampleId(record(10, 120)
                .putInt(100)
                .putInt(101)
                .putLong(0x7f0012345000L)
                .putLong(0x2000)
                .putLong(0x1000)
                .put(new byte[24])
                .putInt(1 | 4)
                .putInt(1)
                .put("/memfd:jit\0\0\0\0\0\0".getBytes(StandardCharsets.UTF_8)));

        assertThat(RecordDecoder.decode(mmap2))
                .isEqualTo(new PerfRecord.Mmap2(101, 0x7f0012345000L, 0x2000, "r-xs", "/memfd:jit", 555));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 21, Integer.MAX_VALUE, -1})
    void passesOverOtherTypes(int type) throws MalformedRecordException {
        ByteBuffer other = record(type, 24).clear();

        assertThat(RecordDecoder.decode(other)).isEqualTo(new PerfRecord.Unknown(type, 24));
        assertThat(other.hasRemaining()).isFalse();
    }

    @Test
    void decodesOneAfterTheOtherFromAnywhereInABuffer() throws MalformedRecordException {
        ByteBuffer records = ByteBuffer.allocate(200)
                .putShort((short) 0)
                .put(sample())
                .put(record(30, 8).clear())
                .put(sample())
                .flip()
                .position(2);

        assertThat(RecordDecoder.decode(records)).isInstanceOf(PerfRecord.Sample.class);
        assertThat(RecordDecoder.decode(records)).isEqualTo(new PerfRecord.Unknown(30, 8));
        assertThat(RecordDecoder.decode(records)).isInstanceOf(PerfRecord.Sample.class);
        assertThat(records.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "9, PERF_RECORD_SAMPLE",
        "2, PERF_RECORD_LOST",
        "5, PERF_RECORD_THROTTLE",
        "7, PERF_RECORD_FORK",
        "4, PERF_RECORD_EXIT",
        "3, PERF_RECORD_COMM"
    })
    void aBodyTooShortForItsTypeCostsThatRecordAlone(int type, String name) throws MalformedRecordException {
        ByteBuffer records = ByteBuffer.allocate(100)
                .put(record(type, 16).clear())
                .put(sample())
                .flip();

        assertThatThrownBy(() -> RecordDecoder.decode(records))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageStartingWith(name);
        assertThat(RecordDecoder.decode(records)).isInstanceOf(PerfRecord.Sample.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 49, 65535})
    void anImpossibleSizeCostsAllThatFollows(int size) {
        ByteBuffer records = sample().putShort(6, (short) size);

        assertThatThrownBy(() -> RecordDecoder.decode(records))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(size + " bytes");
        assertThat(records.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 47})
    void theEndOfTheBufferEndsARecord(int bytes) {
        ByteBuffer records = sample().limit(bytes);

        assertThatThrownBy(() -> RecordDecoder.decode(records)).isInstanceOf(MalformedRecordException.class);
        assertThat(records.hasRemaining()).isFalse();
    }

    @Test
    void anyBytesAreDecodedToTheEnd() {
        Random random = new Random(1);
        byte[] bytes = new byte[256];
        long decoded = 0;
        long malformed = 0;
        for (int i = 0; i < 1_000_000; i++) {
            random.nextBytes(bytes);
            ByteBuffer records =
                    ByteBuffer.wrap(bytes, 0, random.nextInt(bytes.length + 1)).order(ByteOrder.LITTLE_ENDIAN);
            if (i % 2 == 0) {
                resembleRecords(records, random);
            }
            while (records.hasRemaining()) {
                int before = records.position();
                try {
                    RecordDecoder.decode(records);
                    decoded++;
                } catch (MalformedRecordException e) {
                    malformed++;
                }
                if (records.position() <= before) {
                    fail("decoding stands still at " + before);
                }
            }
        }
        assertThat(decoded).isGreaterThan(500_000);
        assertThat(malformed).isGreaterThan(100_000);
    }

    /** Gives random bytes headers with types and sizes that the kernel would write. */
    private static void resembleRecords(ByteBuffer records, Random random) {
        int at = 0;
        while (at + 8 <= records.limit()) {
            int size = 8 * (1 + random.nextInt(8));
            records.putInt(at, random.nextInt(12)).putShort(at + 6, (short) size);
            at += size;
        }
    }
}
