package dev.xwatch.watch;

import dev.xwatch.sys.SyscallException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What passes between the draining and the decoding thread: a few rounds that go around. When decoding falls behind, those
 * that wait for it are filled up; then none is free, records stay in the rings, and what finds no room there the kernel
 * counts as lost. Thread-safe.
 */
final class Pipeline implements AutoCloseable {
    /** Each takes what is in the rings when one of them is a quarter full. */
    private static final int ROUNDS = 32;

    private static final int ROUND_BYTES = 1 << 18;

    private static final long RETRY_NANOS = 1_000_000;

    private final List<Round> rounds = new ArrayList<>();
    /** The one used last is used next, so that memory is touched only when it is needed. */
    private final BlockingDeque<Round> free = new LinkedBlockingDeque<>();

    private final BlockingDeque<Round> full = new LinkedBlockingDeque<>();
    private final AtomicLong requested = new AtomicLong();
    private final Object doneLock = new Object();
    private long done;

    Pipeline() throws SyscallException {
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(new Round(ROUND_BYTES));
        }
        free.addAll(rounds);
    }

    /** Gives the rounds' memory back. Nobody may use one any more. */
    @Override
    public void close() {
        rounds.forEach(Round::close);
    }

    /** A round with room, for the thread that fills them: the last that waits to be decoded, else a free one. */
    @Nullable
    Round pollRoom(long millis) throws InterruptedException {
        Round last = full.peekLast(); // put there by this thread
        if (last != null && last.hasRoom()) {
            last = full.pollLast();
            if (last != null) {
                return last;
            }
        }
        return free.poll(millis, TimeUnit.MILLISECONDS);
    }

    void putFull(Round round) {
        full.add(round);
    }

    @Nullable
    Round pollFull(long millis) throws InterruptedException {
        return full.poll(millis, TimeUnit.MILLISECONDS);
    }

    void putFree(Round round) {
        round.clear();
        boolean isThere = false;
        while (!isThere) {
            try {
                free.addFirst(round);
                isThere = true;
            } catch (OutOfMemoryError e) {
                LockSupport.parkNanos(RETRY_NANOS); // the queue needs some for each that it holds
            }
        }
    }

    /** Asks for a flush: the answer is complete when a round that began later, and has this ticket, is decoded. */
    long requestFlush() {
        return requested.incrementAndGet();
    }

    long requestedTicket() {
        return requested.get();
    }

    void decoded(long ticket) {
        synchronized (doneLock) {
            done = Math.max(done, ticket);
            doneLock.notifyAll();
        }
    }

    boolean isDecoded(long ticket) {
        synchronized (doneLock) {
            return done >= ticket;
        }
    }

    /** @return whether all that was hit before the request has been handed on in time */
    boolean awaitDecoded(long ticket, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (doneLock) {
            while (done < ticket) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                doneLock.wait(left);
            }
            return true;
        }
    }
}
