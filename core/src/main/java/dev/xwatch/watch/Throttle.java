package dev.xwatch.watch;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a target's breakpoint be on all the time, or, where its hits cost too much, in windows. For the draining thread; what
 * others may ask is said.
 */
final class Throttle {
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
    private Slot.@Nullable Tenancy tenancy;
    private long beganNanos;
    private boolean open;
    /** Closed, but its last hits have not been seen yet. */
    private boolean settling;
    /** The same at the begin of a turn, of the one before. */
    private boolean begun;

    private long openedNanos;
    /** Of the oldest hit in {@code spent}. */
    private long firstHitNanos;

    private long closedNanos;
    private long switchingSinceNanos;
    private long switchedNanos;
    private boolean opensForGood;
    /** It should have been switched, and could not be. */
    private boolean unswitched;

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
    void begin(Slot.Tenancy newTenancy, long nowNanos) {
        if (newTenancy != tenancy) {
            tenancy = newTenancy;
            beganNanos = nowNanos;
            open = !limited;
            begun = limited;
            unswitched = false;
            if (!settling) {
                openedNanos = nowNanos;
                spent = 0;
                dueNanos = nowNanos;
            }
        }
    }

    /** What its hits took of the CPUs' time lately. */
    double demand(long nowNanos) {
        return limited ? duty.demand() : spent / Math.max(1, nowNanos - openedNanos);
    }

    /** From now on it is on in windows only, unless it cannot be switched now. */
    void limit(Slot slot, long nowNanos) {
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

    /** It is on all the time again, unless it cannot be switched now. @return what that took */
    double unlimit(Slot slot, long nowNanos) {
        return open(slot, true, nowNanos);
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
            unswitched = false; // it is not to be limited any more
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
        if (settling || begun) {
            // Those of the turn before may have come after this round has looked at the rings.
            if (allSeen && nowNanos > beganNanos) {
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
        double took = open(slot, false, nowNanos);
        if (open) {
            dueNanos = openedNanos + duty.windowNanos();
        }
        return took;
    }

    private void settle(double allowed, Budget budget, long nowNanos) {
        exposure.settle();
        begun = false;
        if (!settling) {
            return;
        }
        settling = false;
        duty.closed(closedNanos - openedNanos, spent, switchingNanos);
        spent = 0;
        dueNanos = duty.next(allowed, budget.capacity(), nowNanos);
        log.laid(duty);
    }

    /** When there is something to do; the past if there is now. */
    long dueNanos() {
        if (unswitched) {
            return dueNanos;
        }
        return !limited ? Long.MAX_VALUE : settling ? closedNanos : dueNanos;
    }

    private double close(Slot slot, long nowNanos) {
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

    /** @param forGood not for a window */
    private double open(Slot slot, boolean forGood, long nowNanos) {
        opensForGood = forGood;
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

    /** The slot has been switched, and nobody else can take it meanwhile: who does asks whether it is limited. */
    void switched(boolean paused) {
        limited = paused || !opensForGood;
        switchedNanos = clock.getAsLong();
        if (paused) {
            exposure.closing(switchingSinceNanos);
        }
        exposure.paused(paused, paused || opensForGood ? 0 : duty.windowNanos(), switchedNanos);
    }

    private boolean switchTo(Slot slot, boolean paused, long nowNanos) {
        switchingSinceNanos = nowNanos;
        unswitched = tenancy == null || !slot.pause(tenancy, paused);
        if (unswitched) {
            dueNanos = nowNanos + RETRY_NANOS;
        }
        return !unswitched;
    }
}
