package dev.xwatch.watch;

import dev.xwatch.perf.CpuRing;
import dev.xwatch.sys.Linux;
import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies records out of the rings, and does nothing else: a ring that is full loses hits. Woken when a ring is a quarter
 * full, else twenty times a second.
 */
final class Drain implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    /** A lone hit waits for this round and, to be ordered with the other CPUs', the next: 100 ms at most. */
    private static final int IDLE_MILLIS = 50;

    /** With less room than this left in a round, a record may have been left in the ring: its size is a u16. */
    private static final int LARGEST_RECORD = 65_535;

    private static final short POLLIN = 1;
    private static final int POLLFD_BYTES = 8;

    private final List<CpuRing> rings;
    private final Pipeline pipeline;
    private final Wakeup wakeup;
    private final ByteBuffer pollfds;
    private volatile boolean stopping;
    /** Records were left in a ring: the kernel has told of them already, and does not again. */
    private boolean moreWaits;

    private boolean decoderWaitsForNext;
    private long lastHorizonNanos = Long.MIN_VALUE;
    private long lastTicket;

    Drain(List<CpuRing> rings, Pipeline pipeline, Wakeup wakeup) {
        this.rings = rings;
        this.pipeline = pipeline;
        this.wakeup = wakeup;
        pollfds = ByteBuffer.allocateDirect((rings.size() + 1) * POLLFD_BYTES).order(ByteOrder.nativeOrder());
        for (int i = 0; i < rings.size(); i++) {
            want(i, rings.get(i).owner().fd().number());
        }
        want(rings.size(), wakeup.fd());
    }

    private void want(int index, int fd) {
        pollfds.putInt(index * POLLFD_BYTES, fd);
        pollfds.putShort(index * POLLFD_BYTES + Integer.BYTES, POLLIN);
    }

    void stop() {
        stopping = true;
        wakeup.wake();
    }

    @Override
    public void run() {
        Precedence.take();
        try {
            while (!stopping) {
                if (!moreWaits) {
                    Linux.poll(pollfds, rings.size() + 1, IDLE_MILLIS);
                    wakeup.clear();
                }
                Round round = pipeline.pollFree(IDLE_MILLIS);
                if (round != null) {
                    drain(round);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SyscallException | RuntimeException e) {
            LOG.error("hits are no longer read: {}", e.toString());
        }
    }

    private void drain(Round round) {
        long ticket = pipeline.requestedTicket();
        long horizon = System.nanoTime();
        round.begin(horizon, ticket);
        boolean partial = false;
        for (CpuRing ring : rings) {
            ring.drainTo(round.records());
            partial |= round.records().remaining() < LARGEST_RECORD;
        }
        moreWaits = partial;
        if (partial) {
            round.markPartial(lastHorizonNanos, lastTicket);
        } else {
            lastHorizonNanos = horizon;
            lastTicket = ticket;
        }
        boolean found = round.records().position() > 0;
        // The round after the last record lets the decoder hand on what it holds back.
        if (found || decoderWaitsForNext || !pipeline.isDecoded(ticket)) {
            decoderWaitsForNext = found;
            pipeline.putFull(round);
        } else {
            pipeline.putFree(round);
        }
    }
}
