package dev.xwatch.watch;

import dev.xwatch.perf.Breakpoint;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.SampleWriter;
import dev.xwatch.perf.Sampling;
import dev.xwatch.sys.Linux;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Governs hits that nobody made, at a time that passes only here, before there are others: what runs for the first time in a
 * JVM loads classes and links lambdas for tens of milliseconds, and while a breakpoint is on each of them is hits that no
 * budget allows. For one thread.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    private static final int ROUNDS = 24;

    /** As many as a thread's window remembers gaps of. */
    private static final int MOST_HITS = 96;

    /** From hit to hit, in traps. Of who does nothing but call, less is asked. */
    private static final int GAP = 2;

    private static final int BUDGET_PERCENT = 1;
    private static final Breakpoint BREAKPOINT = Breakpoint.NOWHERE;

    private final HitCost cost = new HitCost();
    private final Exposure exposure = new Exposure(cost, RunQueue.ofThisProcess());
    private final Throttle throttle = new Throttle(cost, exposure, Math::random, this::nowNanos);
    private final Slot slot = new Slot(new SlotEvents(new PerfFeatures(true), BREAKPOINT, Sampling.PLAIN));
    private final ByteBuffer records = ByteBuffer.allocate(MOST_HITS * SampleWriter.BYTES);
    private final int tid = Linux.gettid();
    private final Governor governor;
    private long nowNanos = System.nanoTime();

    private Rehearsal(LongSupplier cpuNanos) {
        governor = new Governor(
                () -> List.of(slot), id -> Optional.of(slot), new Budget(BUDGET_PERCENT, 1), cost, cpuNanos);
        WatchCounters counters = new WatchCounters("rehearsal", WatchKind.ADDRESS, WatchOptions.DEFAULT);
        slot.take(throttle);
        slot.assign(new Assignment(counters, throttle, "", new Place(BREAKPOINT, null), nowNanos));
        exposure.wanted(true, nowNanos);
        exposure.held(true, nowNanos);
    }

    /**
     * @param cpuNanos the CPU time of the threads that read hits
     * @return what is inferred from the hits
     */
    static Extrapolation hold(LongSupplier cpuNanos) {
        try {
            Rehearsal rehearsal = new Rehearsal(cpuNanos);
            for (int i = 0; i < ROUNDS; i++) {
                rehearsal.round();
            }
            return rehearsal.exposure.extrapolate(rehearsal.nowNanos);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the first hits may cost more than the budget allows: {}", e.toString());
            return Extrapolation.NOTHING;
        }
    }

    private void round() {
        records.clear();
        while (exposure.isOn() && records.hasRemaining()) {
            nowNanos += GAP * cost.trap();
            SampleWriter.put(records, 1, BREAKPOINT.address(), tid, nowNanos);
        }
        long due = governor.govern(records, true, nowNanos);
        if (throttle.isLimited()) {
            nowNanos = Math.max(nowNanos, due);
        }
    }

    private long nowNanos() {
        return nowNanos;
    }
}
