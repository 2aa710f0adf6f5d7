package dev.xwatch.watch;

import dev.xwatch.perf.CpuRing;
import dev.xwatch.sys.PollFds;
import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies records out of the rings, and lets the governor see them: a ring that is full loses hits, and a breakpoint that
 * is hit too often costs too much. Woken by so many hits on a CPU as {@link dev.xwatch.perf.Sampling} says, when a ring is
 * a quarter full, when the governor has something to do, else twenty times a second; once a second while nothing is armed.
 */
final class Drain implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    /** A lone hit waits for this round and, to be ordered with the other CPUs', the next: 100 ms at most. */
    private static final int IDLE_MILLIS = 50;

    /** So long the decoder may keep all rounds before breakpoints are paused for it. */
    private static final int STALLED_MILLIS = 5;

    private static final long IDLE_NANOS = IDLE_MILLIS * 1_000_000L;

    /** Whoever arms something wakes it. */
    private static final long RESTING_NANOS = 999_000_000;

    /** The first may have looked at the rings before the last breakpoint was taken away. */
    private static final int ROUNDS_BEFORE_REST = 2;

    /** With less room than this left in a round, a record may have been left in the ring: its size is a u16. */
    private static final int LARGEST_RECORD = 65_535;

    private final List<CpuRing> rings;
    private final Pipeline pipeline;
    private final Governor governor;
    private final Wakeup wakeup;
    /** Those of the rings, then that of {@link #wakeup}. */
    private final PollFds descriptors;

    private final Poller poller = new Poller();
    private final Survival survival = new Survival(LOG, "a pass over the rings failed, and is tried again");

    private volatile boolean stopping;
    /** Records were left in a ring: the kernel has told of them already, and does not again. */
    private boolean moreWaits;

    private boolean decoderWaitsForNext;
    /** How many came one after the other with nothing armed and nothing found. */
    private int restfulRounds;

    /** That of a pass which was not brought to its end. */
    private @Nullable Round unfinished;

    private long lastHorizonNanos = Long.MIN_VALUE;
    private long lastTicket;
    private long dueNanos;

    Drain(List<CpuRing> rings, Pipeline pipeline, Governor governor, Wakeup wakeup) {
        this.rings = rings;
        this.pipeline = pipeline;
        this.governor = governor;
        this.wakeup = wakeup;
        descriptors = new PollFds(
                Stream.concat(rings.stream().map(ring -> ring.owner().fd().number()), Stream.of(wakeup.fd()))
                        .toList(),
                PollFds.POLLIN);
    }

    /** Whether it was another thread that woke it: to clear what nobody has set is an exception. */
    private boolean isWoken() {
        return descriptors.has(rings.size(), PollFds.POLLIN);
    }

    /** The JVM is ending. */
    void exiting() {
        poller.exiting();
        wakeup.wake();
    }

    void stop() {
        stopping = true;
        wakeup.wake();
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                try {
                    pass();
                } catch (Error e) {
                    survival.after(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SyscallException | RuntimeException e) {
            LOG.error("hits are no longer read: {}", e.toString());
        }
    }

    private void pass() throws SyscallException, InterruptedException {
        if (unfinished != null) {
            unfinished.markPartial(lastHorizonNanos, lastTicket);
            pipeline.putFull(unfinished);
            unfinished = null;
            moreWaits = true;
            decoderWaitsForNext = true;
        }
        if (!moreWaits) {
            long most = restfulRounds < ROUNDS_BEFORE_REST ? IDLE_NANOS : RESTING_NANOS;
            long wait = Math.max(0, Math.min(most, dueNanos - System.nanoTime()));
            if (poller.await(descriptors, wait) && isWoken()) {
                wakeup.clear();
            }
        }
        Round round = pipeline.pollRoom(STALLED_MILLIS);
        if (round != null) {
            unfinished = round;
            drain(round);
            unfinished = null;
        } else {
            governor.stall(System.nanoTime());
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
        ByteBuffer added = round.added();
        dueNanos = governor.govern(added, !partial, System.nanoTime());
        moreWaits = partial;
        if (partial) {
            round.markPartial(lastHorizonNanos, lastTicket);
        } else {
            lastHorizonNanos = horizon;
            lastTicket = ticket;
        }
        boolean found = added.position() > 0;
        restfulRounds = !found && governor.isIdle() ? restfulRounds + 1 : 0;
        // The round after the last record lets the decoder hand on what it holds back.
        if (!round.isEmpty() || decoderWaitsForNext || !pipeline.isDecoded(ticket)) {
            decoderWaitsForNext = found;
            pipeline.putFull(round);
        } else {
            pipeline.putFree(round);
        }
    }
}
