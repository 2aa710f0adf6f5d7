package dev.xwatch.perf;

import static dev.xwatch.perf.FakeKernel.header;
import static dev.xwatch.perf.FakeKernel.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingTest {
    private static final int CAPACITY = 64;

    private final ByteBuffer into = ByteBuffer.allocate(1024);

    @Test
    void anEmptyRingGivesNothing() {
        FakeKernel kernel = new FakeKernel(CAPACITY, 24);

        assertThat(kernel.ring().drainTo(into)).isZero();
        assertThat(into.position()).isZero();
    }

    // The starts put the second record's cut at each place: 0 and 64 mod 64 none, 32 and 40 in a body, 56 before one.
    @ParameterizedTest
    @ValueSource(longs = {0, 8, 24, 32, 40, 48, 56, 64, 0xffff_fff8L, 0x1_0000_0000L, (1L << 40) + 40})
    void recordsComeOutWholeWhereverTheRingEnds(long start) {
        FakeKernel kernel = new FakeKernel(CAPACITY, start);
        Ring ring = kernel.ring();
        byte[] first = record(16, 1);
        byte[] second = record(32, 2);
        kernel.write(first);
        kernel.write(second);

        assertThat(ring.drainTo(into)).isEqualTo(48);

        assertThat(drained()).isEqualTo(concat(first, second));
        assertThat(kernel.tail()).isEqualTo(start + 48);
        assertThat(ring.drainTo(into)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 8, 56})
    void aFullRingComesOut(long start) {
        FakeKernel kernel = new FakeKernel(CAPACITY, start);
        byte[] record = record(CAPACITY, 3);
        kernel.write(record);

        assertThat(kernel.ring().drainTo(into)).isEqualTo(CAPACITY);
        assertThat(drained()).isEqualTo(record);
    }

    @Test
    void onlyWholeRecordsAreTakenAndTheRestStays() {
        FakeKernel kernel = new FakeKernel(CAPACITY, 40);
        Ring ring = kernel.ring();
        byte[] first = record(24, 1);
        byte[] second = record(24, 2);
        kernel.write(first);
        kernel.write(second);
        ByteBuffer small = ByteBuffer.allocate(47);

        assertThat(ring.drainTo(small)).isEqualTo(24);
        assertThat(kernel.tail()).isEqualTo(64);
        assertThat(ring.drainTo(small)).isZero();
        assertThat(kernel.tail()).isEqualTo(64);
        assertThat(ring.drainTo(into)).isEqualTo(24);

        assertThat(drained()).isEqualTo(second);
    }

    @Test
    void recordsAreAppendedToWhatTheBufferHolds() {
        FakeKernel kernel = new FakeKernel(CAPACITY, 56);
        byte[] record = record(16, 7);
        kernel.write(record);
        into.put((byte) 1).put((byte) 2);

        kernel.ring().drainTo(into);

        assertThat(drained()).isEqualTo(concat(new byte[] {1, 2}, record));
    }

    @Test
    void startsWhereTheLastReaderStopped() {
        FakeKernel kernel = new FakeKernel(CAPACITY, 0);
        kernel.write(record(16, 1));
        kernel.ring().drainTo(into);
        into.clear();
        byte[] second = record(16, 2);
        kernel.write(second);

        kernel.ring().drainTo(into);

        assertThat(drained()).isEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 7, 12, 17, 32, 65535})
    void anImpossibleSizeGivesUpWhatFollowsAndOnlyThat(int claimedSize) {
        FakeKernel kernel = new FakeKernel(CAPACITY, 32);
        Ring ring = kernel.ring();
        byte[] good = record(16, 1);
        kernel.write(good);
        kernel.write(header(claimedSize, 24));

        assertThat(ring.drainTo(into)).isEqualTo(16);
        assertThat(drained()).isEqualTo(good);
        assertThat(ring.corruptions()).isZero();

        assertThat(ring.drainTo(into)).isZero();
        assertThat(ring.corruptions()).isEqualTo(1);
        assertThat(kernel.tail()).isEqualTo(kernel.head());

        into.clear();
        byte[] later = record(24, 5);
        kernel.write(later);
        assertThat(ring.drainTo(into)).isEqualTo(24);
        assertThat(drained()).isEqualTo(later);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1001, 1000 + CAPACITY + 8, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void anImpossibleHeadIsFollowed(long head) {
        FakeKernel kernel = new FakeKernel(CAPACITY, 1000);
        Ring ring = kernel.ring();
        kernel.moveHead(head);

        assertThat(ring.drainTo(into)).isZero();
        assertThat(into.position()).isZero();
        assertThat(kernel.tail()).isEqualTo(head);
        assertThat(ring.corruptions()).isEqualTo(1);
    }

    @Test
    void itsSizeIsAPowerOfTwo() {
        ByteBuffer control = ByteBuffer.allocateDirect(4096);

        assertThatThrownBy(() -> new Ring(control, ByteBuffer.allocateDirect(48)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("48 bytes");
        assertThatThrownBy(() -> new Ring(control, ByteBuffer.allocateDirect(4)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatGoesInComesOut() {
        Random random = new Random(42);
        FakeKernel kernel = new FakeKernel(1024, 0x7fff_ff00L);
        Ring ring = kernel.ring();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        for (int i = 0; i < 20_000; i++) {
            byte[] record = record(8 * (1 + random.nextInt(16)), i);
            if (record.length <= kernel.free()) {
                kernel.write(record);
                written.writeBytes(record);
            }
            if (random.nextInt(4) == 0) {
                into.clear().limit(random.nextInt(into.capacity() + 1));
                ring.drainTo(into);
                read.writeBytes(drained());
            }
        }
        into.clear();
        ring.drainTo(into);
        read.writeBytes(drained());

        assertThat(read.toByteArray()).isEqualTo(written.toByteArray());
        assertThat(ring.corruptions()).isZero();
    }

    @Test
    void anyBytesAreReadWithinBounds() {
        Random random = new Random(7);
        FakeKernel kernel = new FakeKernel(CAPACITY, 0);
        Ring ring = kernel.ring();
        byte[] bytes = new byte[CAPACITY];
        for (int i = 0; i < 1_000_000; i++) {
            random.nextBytes(bytes);
            for (int at = 6; at < CAPACITY; at += 8) {
                // Sizes that can be, more often than chance would have them.
                bytes[at] = (byte) (random.nextInt(5) * 8);
                bytes[at + 1] = (byte) (random.nextInt(8) == 0 ? 1 : 0);
            }
            kernel.data.put(0, bytes);
            kernel.moveHead(kernel.tail() + (random.nextInt(20) == 0 ? random.nextInt() : 8 * random.nextInt(9)));
            into.clear().limit(random.nextInt(80));
            int room = into.remaining();

            // Each round takes something away, or says that no more fits.
            int rounds = 0;
            while (ring.drainTo(into) > 0) {
                rounds++;
            }
            long left = kernel.head() - kernel.tail();
            // A million assertions of AssertJ's take longer than the reading.
            if (rounds > CAPACITY / 8 || into.position() > room || left < 0 || left > CAPACITY) {
                fail(rounds + " rounds, " + into.position() + " of " + room + " bytes, " + left + " left");
            }
        }
        assertThat(ring.corruptions()).isNotZero();
    }

    private byte[] drained() {
        byte[] bytes = new byte[into.position()];
        into.get(0, bytes);
        return bytes;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
