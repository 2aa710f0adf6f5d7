package dev.xwatch.watch;

import dev.xwatch.perf.CpuRing;
import dev.xwatch.sys.SyscallException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two threads that bring hits from the rings to the sink. */
final class HitReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HitReader.class);
    private static final int FLUSH_MILLIS = 1000;
    private static final int REHEARSAL_MILLIS = 1000;

    private final Pipeline pipeline = new Pipeline();
    private final Wakeup wakeup = new Wakeup();
    private final Drain drain;
    private final HitDecoder decoder;
    private final CountDownLatch rehearsed = new CountDownLatch(1);
    private final OwnThread drainThread;
    private final OwnThread decodeThread;

    HitReader(
            List<CpuRing> rings,
            SlotPool slots,
            Budget budget,
            HitCost cost,
            ThreadDirectory threads,
            CodePlaces places,
            Supplier<Calls> openCalls,
            EventSink sink,
            Runnable settleRegions,
            OwnThreads own)
            throws SyscallException {
        wakeup.clear(); // nobody has woken it: this fails, and loads what a failing system call needs
        CpuClocks clocks = new CpuClocks();
        Governor governor = new Governor(slots::all, slots::slotOf, budget, cost, clocks::nanos);
        drain = new Drain(rings, pipeline, governor, wakeup);
        decoder = new HitDecoder(pipeline, slots, threads, places, openCalls, sink, settleRegions);
        drainThread = OwnThread.start(
                "xwatch-drain",
                own,
                () -> reading(clocks, () -> {
                    Rehearsal.hold(clocks::nanos);
                    rehearsed.countDown();
                    drain.run();
                }));
        decodeThread = OwnThread.start("xwatch-decode", own, () -> reading(clocks, decoder));
    }

    private static void reading(CpuClocks clocks, Runnable body) {
        Precedence.take();
        clocks.addCurrent();
        body.run();
    }

    /** Waits until hits may come, a second at most: before that some would cost more than the budget allows. */
    void awaitRehearsed() {
        if (!Uninterrupted.get(() -> rehearsed.await(REHEARSAL_MILLIS, TimeUnit.MILLISECONDS))) {
            LOG.warn(
                    "xwatch-drain is not ready after {} ms: the first hits may cost more than the budget allows",
                    REHEARSAL_MILLIS);
        }
    }

    /**
     * Waits until every hit that happened before has been handed on, a second at most, in spite of interrupts.
     *
     * @return whether that was long enough
     */
    boolean flush() {
        long ticket = pipeline.requestFlush();
        wakeup.wake();
        return Uninterrupted.get(() -> pipeline.awaitDecoded(ticket, FLUSH_MILLIS));
    }

    /**
     * Lets the rings be looked at now. Due after any other {@code poll(2)} of an event: the kernel tells only one of those
     * who ask that a ring has reached its watermark.
     */
    void wake() {
        wakeup.wake();
    }

    /** The JVM is ending. */
    void exiting() {
        drain.exiting();
    }

    @Override
    public void close() {
        drain.stop();
        drainThread.join();
        decoder.stop();
        decodeThread.join();
        wakeup.close();
        pipeline.close();
    }
}
