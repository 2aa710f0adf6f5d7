package dev.xwatch.watch;

import dev.xwatch.sys.Mapping;
import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The records that one pass over the rings of all CPUs found. Filled by the draining thread, then emptied by the decoding
 * thread; whoever holds it owns it.
 */
final class Round implements AutoCloseable {
    private final Mapping memory;
    private final ByteBuffer records;
    private long horizonNanos;
    private long ticket;

    /** Its memory is not that of direct buffers, of which the application may have little (MaxDirectMemorySize). */
    Round(int bytes) throws SyscallException {
        memory = Mapping.anonymous(bytes);
        records = memory.buffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @param horizonNanos no record older than this is left in any ring, once the round is full */
    void begin(long horizonNanos, long ticket) {
        records.clear();
        this.horizonNanos = horizonNanos;
        this.ticket = ticket;
    }

    ByteBuffer records() {
        return records;
    }

    /** Records remained in a ring for want of room here: nothing is known to be complete. */
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
