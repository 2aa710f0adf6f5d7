package dev.xwatch.watch;

import dev.xwatch.sys.Mapping;
import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The records that passes over the rings of all CPUs found: one, or several while nobody had time to decode them. Filled
 * by the draining thread, then emptied by the decoding thread; whoever holds it owns it.
 */
final class Round implements AutoCloseable {
    private final Mapping memory;
    private final ByteBuffer records;
    private long horizonNanos;
    private long ticket;
    private int addedFrom;

    /** Its memory is not that of direct buffers, of which the application may have little (MaxDirectMemorySize). */
    Round(int bytes) throws SyscallException {
        memory = Mapping.anonymous(bytes);
        records = memory.buffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Another pass, behind what there is.
     *
     * @param horizonNanos no record older than this is left in any ring, once the pass is over
     */
    void begin(long horizonNanos, long ticket) {
        addedFrom = records.position();
        this.horizonNanos = horizonNanos;
        this.ticket = ticket;
    }

    /** All of them, from its first byte to its position. */
    ByteBuffer records() {
        return records;
    }

    /** What the last pass has found, the same way. */
    ByteBuffer added() {
        int length = records.position() - addedFrom;
        return records.slice(addedFrom, length).order(ByteOrder.LITTLE_ENDIAN).position(length);
    }

    boolean isEmpty() {
        return records.position() == 0;
    }

    /** Whether there is room for another pass. */
    boolean hasRoom() {
        return records.position() <= records.capacity() / 2;
    }

    void clear() {
        records.clear();
    }

    /** Records remained in a ring for want of room here: nothing is known to be complete but what was before. */
    void markPartial(long previousHorizonNanos, long previousTicket) {
        horizonNanos = previousHorizonNanos;
        ticket = previousTicket;
    }

    long horizonNanos() {
        return horizonNanos;
    }

    @Override
    public void close() {
        memory.close();
    }

    /** The latest {@link Pipeline#requestFlush} that this round answers. */
    long ticket() {
        return ticket;
    }
}
