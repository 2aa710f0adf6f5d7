package dev.xwatch.watch;

import java.io.IOException;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a target's breakpoint be on all the time, or, where its hits cost too much, in windows. For the draining thread; what
 * others may ask is said.
 */
final class Throttle {
    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);

    /** How long hits are remembered of a breakpoint that is on all the time: its demand, should it have to be limited. */
    private static final long REMEMBERED_NANOS = 100_000_000;

    /** Where the engine's thread is changing the breakpoint. */
    private static final long RETRY_NANOS = 1_000_000;

    private final HitCost cost;
    private final LongSupplier clock;
    private final Exposure exposure;
    private final Duty duty;
    private final PauseLog log = new PauseLog();
    private volatile boolean limited;
    private long tenancy;
    private boolean open;
    /** Closed, but its last hits have not been seen yet. */
    private boolean settling;

    private long openedNanos;
    /** Of the oldest hit in {@code spent}. */
    private long firstHitNanos;

    private long closedNanos;
    private long switchedNanos;
    private long dueNanos;
    private double spent;
    private double switchingNanos;

    /**
     * @param random from 0 to 1
     * @param clock CLOCK_MONOTONIC
     */
    Throttle(HitCost cost, Exposure exposure, DoubleSupplier random, LongSupplier clock) {
        this.cost = cost;
        this.clock = clock;
        this.exposure = exposure;
        this.duty = new Duty(random);
    }

    /** Whether its breakpoint is on in windows only. For any thread. */
    boolean isLimited() {
        return limited;
    }

    /** How often it was paused, and for how long. For any thread. */
    PauseLog log() {
        return log;
    }

    void hit(int tid, long timeNanos) {
        exposure.hit(tid, timeNanos);
        firstHitNanos = spent == 0 ? timeNanos : Math.min(firstHitNanos, timeNanos);
        spent += cost.total();
    }

    /** The engine has given it a slot, for the first time or once more. */
    void begin(long newTenancy, long nowNanos) {
        if (newTenancy != tenancy) {
            tenancy = newTenancy;
            open = !limited;
            settling = false;
            openedNanos = nowNanos;
            spent = 0;
            dueNanos = nowNanos;
            if (limited) {
                exposure.settle(); // what was left of its last turn, while it is off
            }
        }
    }

    /** What its hits took of the CPUs' time lately. */
    double demand(long nowNanos) {
        return limited ? duty.demand() : spent / Math.max(1, nowNanos - openedNanos);
    }

    /** From now on it is on in windows only. */
    void limit(Slot slot, long nowNanos) {
        limited = true;
        // That it was not called before is no measure of what comes.
        openedNanos = Math.max(openedNanos, firstHitNanos);
        close(slot, nowNanos);
    }

    /** Hits cannot be seen for the time being: if there were any lately it is off until they can. */
    void stall(Slot slot, long nowNanos) {
        if (limited && open) {
            close(slot, nowNanos);
        } else if (!limited && spent > 0) {
            limit(slot, nowNanos);
        }
    }

    /** It is on all the time again. @return what that took */
    double unlimit(Slot slot, long nowNanos) {
        limited = false;
        return open(slot, nowNanos);
    }

    /**
     * Does what is due.
     *
     * @param allSeen whether all hits so far have been told
     * @param allowed CPU time for each unit of time that this one may take
     * @return what switching took
     */
    double tick(Slot slot, boolean allSeen, double allowed, Budget budget, long nowNanos) {
        if (!limited) {
            if (nowNanos - openedNanos > REMEMBERED_NANOS) {
                openedNanos = nowNanos;
                spent = 0;
            }
            return 0;
        }
        if (open) {
            boolean tooMuch = spent > 0 && budget.isOverdrawn(nowNanos);
            return tooMuch || nowNanos >= dueNanos ? close(slot, nowNanos) : 0;
        }
        if (settling) {
            if (allSeen) {
                settle(allowed, budget, nowNanos);
            }
            return 0; // it takes its time, of which switching is no part
        }
        if (duty.fits(allowed)) {
            return unlimit(slot, nowNanos);
        }
        if (nowNanos < dueNanos) {
            return 0;
        }
        double hits = duty.expectedSpending() / cost.total();
        long affordable = budget.whenLeft(hits * cost.trap(), hits * cost.reading(), nowNanos);
        if (affordable > nowNanos) {
            dueNanos = duty.postponed(affordable);
            return 0;
        }
        double took = open(slot, nowNanos);
        dueNanos = openedNanos + duty.windowNanos();
        return took;
    }

    private void settle(double allowed, Budget budget, long nowNanos) {
        settling = false;
        exposure.settle();
        duty.closed(closedNanos - openedNanos, spent, switchingNanos);
        spent = 0;
        dueNanos = duty.next(allowed, budget.capacity(), nowNanos);
        log.laid(duty);
    }

    /** When there is something to do; the past if there is now. */
    long dueNanos() {
        return !limited ? Long.MAX_VALUE : settling ? closedNanos : dueNanos;
    }

    private double close(Slot slot, long nowNanos) {
        exposure.closing(nowNanos);
        if (!switchTo(slot, true, nowNanos)) {
            return 0;
        }
        open = false;
        settling = true;
        closedNanos = switchedNanos;
        log.paused(closedNanos);
        double took = closedNanos - nowNanos;
        switchingNanos += took;
        return took;
    }

    private double open(Slot slot, long nowNanos) {
        if (!switchTo(slot, false, nowNanos)) {
            return 0;
        }
        open = true;
        settling = false;
        openedNanos = switchedNanos;
        log.resumed(openedNanos);
        spent = 0;
        switchingNanos = openedNanos - nowNanos;
        return switchingNanos;
    }

    /** The slot has been switched, and is still this one's. */
    void switched(boolean paused) {
        switchedNanos = clock.getAsLong();
        exposure.paused(paused, paused || !limited ? 0 : duty.windowNanos(), switchedNanos);
    }

    private boolean switchTo(Slot slot, boolean paused, long nowNanos) {
        try {
            if (slot.pause(this, paused)) {
                return true;
            }
        } catch (IOException e) {
            LOG.warn("a breakpoint could not be switched {}: {}", paused ? "off" : "on", e.toString());
        }
        dueNanos = nowNanos + RETRY_NANOS;
        return false;
    }
}
