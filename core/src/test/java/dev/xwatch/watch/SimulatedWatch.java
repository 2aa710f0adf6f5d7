package dev.xwatch.watch;

import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.SampleWriter;
import dev.xwatch.perf.Sampling;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * A thread that calls a watched method, on a clock of its own: when the breakpoint is on, a call takes as long as a trap.
 * All policy is real.
 */
final class SimulatedWatch {
    static final int HIT_NANOS = 10_000;
    private static final int HIT_VARIES_NANOS = 500;
    private static final int SWITCHING_NANOS = 20_000;
    private static final int CALL_NANOS = 20;
    private static final int WAKEUP = Sampling.EARLY;
    private static final int TID = 17;
    private static final long ADDRESS = 0x1000;
    private static final Breakpoint BREAKPOINT = new Breakpoint(ADDRESS, Long.BYTES, AccessMode.X);

    /** When a caller calls. */
    interface Calls {
        /**
         * @param lastDue when the call before was due
         * @param lastEnded when it was over
         * @return when the next one is due; if that is past, it begins at once
         */
        long next(long lastDue, long lastEnded);
    }

    private final Random random;
    private final Budget budget;
    private final HitCost cost = new HitCost();
    private final Exposure exposure = new Exposure(cost, new RunQueue(tid -> OptionalLong.of(0)));
    private final Throttle throttle;
    private final Slot slot;
    private final Governor governor;
    private final ByteBuffer records =
            ByteBuffer.allocate(SampleWriter.BYTES * 2 * WAKEUP).order(ByteOrder.LITTLE_ENDIAN);
    private final List<Long> hitTimes = new ArrayList<>();
    private long now = 1_000_000_000;
    private long governorNow = now;
    private long switchedNanos;
    private boolean wasOn = true;
    private long governorDue = Long.MAX_VALUE;
    private long calls;

    SimulatedWatch(double percent, int cpus, long seed) {
        random = new Random(seed);
        budget = new Budget(percent, cpus);
        cost.trapMeasured(HIT_NANOS);
        throttle = new Throttle(cost, exposure, random::nextDouble, this::switched);
        slot = new Slot(new SlotEvents(new PerfFeatures(true), BREAKPOINT, Sampling.PLAIN));
        governor = new Governor(() -> List.of(slot), id -> Optional.of(slot), budget, cost, () -> 0);
        slot.take(throttle);
        slot.assign(new Assignment(
                new WatchCounters("w", WatchKind.METHOD, WatchOptions.DEFAULT),
                throttle,
                "m",
                new Place(BREAKPOINT, null),
                0));
        exposure.wanted(true, now);
        exposure.held(true, now);
    }

    Random random() {
        return random;
    }

    void run(long nanos, Calls caller) {
        long end = now + nanos;
        long due = now;
        while (due < end) {
            long begin = Math.max(now, due);
            governUntil(begin);
            now = begin + CALL_NANOS;
            calls++;
            if (begin >= switchedNanos ? exposure.isOn() : wasOn) {
                hit(now);
                now += HIT_NANOS + random.nextInt(2 * HIT_VARIES_NANOS) - HIT_VARIES_NANOS;
                if (records.position() >= WAKEUP * SampleWriter.BYTES) {
                    govern(now);
                }
            }
            due = caller.next(due, now);
        }
        now = Math.max(now, end);
        governUntil(now);
        govern(now);
    }

    private void governUntil(long time) {
        while (governorDue <= time) {
            govern(Math.max(governorNow, governorDue));
        }
    }

    private void govern(long time) {
        governorNow = time;
        governorDue = governor.govern(records, true, time);
        records.clear();
    }

    /** The breakpoint is off or on a little later than the governor wants it; until then calls are as before. */
    private long switched() {
        wasOn = exposure.isOn();
        governorNow += SWITCHING_NANOS / 2;
        switchedNanos = governorNow;
        return governorNow;
    }

    private void hit(long time) {
        hitTimes.add(time);
        SampleWriter.put(records, 1, ADDRESS, TID, time);
    }

    /** How often the method was really called. */
    long calls() {
        return calls;
    }

    Estimate estimate() {
        return exposure.extrapolate(now).with(hitTimes.size(), 0);
    }

    boolean isLimited() {
        return throttle.isLimited();
    }

    /** The largest part of one CPU's time that hits took in any span. */
    double largestShare(long span) {
        int first = 0;
        int most = 0;
        for (int last = 0; last < hitTimes.size(); last++) {
            while (hitTimes.get(last) - hitTimes.get(first) > span) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return (double) most * HIT_NANOS / span;
    }
}
