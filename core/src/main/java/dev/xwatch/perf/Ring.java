package dev.xwatch.perf;

import static dev.xwatch.perf.PerfAbi.*;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The reader's side of a perf ring buffer ({@code struct perf_event_mmap_page} in {@code linux/perf_event.h}). The kernel
 * moves the head after it has written records, this class moves the tail after it has copied them. Both only ever grow;
 * a place in the ring is the count modulo the ring's size.
 *
 * <pre>
 *   tail &lt; head in the ring: one piece      head has wrapped: two pieces
 *
 *   0        tail        head     size       0    head          tail   size
 *   |         |===========|         |        |=====|              |=====|
 *             |--- first -|                  second               first
 * </pre>
 *
 * A record can be cut by the end of the ring, its header cannot: all sizes are multiples of the header's 8 bytes. For one
 * thread at a time.
 */
final class Ring {
    private static final VarHandle U64 = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ByteBuffer control;
    private final ByteBuffer data;
    private final int capacity;
    private long tail;
    private long corruptions;

    /**
     * @param control the control page, direct
     * @param data the records' area, a power of two bytes
     */
    Ring(ByteBuffer control, ByteBuffer data) {
        if (data.capacity() < HEADER_BYTES || Integer.bitCount(data.capacity()) != 1) {
            throw new IllegalArgumentException(data.capacity() + " bytes: the size of a ring is a power of two");
        }
        this.control = control;
        this.data = data.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
        this.capacity = data.capacity();
        this.tail = (long) U64.get(control, MMAP_PAGE_DATA_TAIL);
    }

    /**
     * Moves whole records to a buffer, as many as it has room for.
     *
     * @return the bytes moved; 0 if there is no record, or no room for the next one (the largest has 65,528 bytes)
     */
    int drainTo(ByteBuffer into) {
        long head = headAcquire();
        long available = head - tail;
        boolean positionsPossible = available >= 0 && available <= capacity && (head | tail) % HEADER_BYTES == 0;
        int length = positionsPossible ? wholeRecords((int) available, into.remaining()) : -1;
        if (length < 0) {
            // Where one record ends is known from its size alone: past a wrong one there is nothing to hold on to.
            corruptions++;
            tailRelease(head);
            return 0;
        }
        if (length > 0) {
            copy(length, into);
            tailRelease(tail + length);
        }
        return length;
    }

    /** How often all that was there was given up because of an impossible size or head, which no sound kernel writes. */
    long corruptions() {
        return corruptions;
    }

    /** The length of the records that fit, or -1 if already the first has an impossible size. */
    private int wholeRecords(int available, int room) {
        int length = 0;
        while (length < available) {
            int size = Short.toUnsignedInt(data.getShort(place(tail + length) + HEADER_SIZE));
            if (size < HEADER_BYTES || size % HEADER_BYTES != 0 || size > available - length) {
                return length == 0 ? -1 : length;
            }
            if (size > room - length) {
                break;
            }
            length += size;
        }
        return length;
    }

    private void copy(int length, ByteBuffer into) {
        int from = place(tail);
        int first = Math.min(length, capacity - from);
        int at = into.position();
        into.put(at, data, from, first);
        into.put(at + first, data, 0, length - first);
        into.position(at + length);
    }

    private int place(long count) {
        return (int) (count & (capacity - 1));
    }

    /** What the kernel wrote before it moved the head is seen after this. */
    private long headAcquire() {
        return (long) U64.getAcquire(control, MMAP_PAGE_DATA_HEAD);
    }

    /** The kernel writes over the bytes before the tail only after they have been read. */
    private void tailRelease(long newTail) {
        tail = newTail;
        U64.setRelease(control, MMAP_PAGE_DATA_TAIL, newTail);
    }
}
