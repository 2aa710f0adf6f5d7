package dev.xwatch.watch;

import dev.xwatch.perf.SampleCursor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that hits cost no more than the budget allows: counts them as they come out of the rings, and pauses
 * breakpoints that are hit too often. For the draining thread, because nobody sees hits earlier.
 */
final class Governor {
    private final Supplier<List<Slot>> slots;
    private final LongFunction<Optional<Slot>> slotOf;
    private final Budget budget;
    private final HitCost cost;
    private final ReadingCost reading;
    private final Map<Long, Slot> slotsById = new HashMap<>();

    /**
     * @param slots all that are open
     * @param slotOf the one that an event's id belongs to
     * @param cpuNanos the CPU time of all threads that read hits
     */
    Governor(
            Supplier<List<Slot>> slots,
            LongFunction<Optional<Slot>> slotOf,
            Budget budget,
            HitCost cost,
            LongSupplier cpuNanos) {
        this.slotOf = slotOf;
        this.slots = slots;
        this.budget = budget;
        this.cost = cost;
        this.reading = new ReadingCost(cpuNanos, cost);
    }

    private record Held(Slot slot, Throttle throttle) {}

    /**
     * After each look at the rings.
     *
     * @param records what was in them
     * @param allSeen whether nothing was left in them
     * @return when to look again at the latest, CLOCK_MONOTONIC
     */
    long govern(ByteBuffer records, boolean allSeen, long nowNanos) {
        int hits = count(records);
        budget.spend(hits * (double) cost.trap(), hits * cost.reading(), nowNanos);
        budget.keepUp(reading.add(hits, nowNanos), nowNanos);
        List<Held> held = held(nowNanos);
        long due = Long.MAX_VALUE;
        double allowed = budget.isOff() ? Double.MAX_VALUE : allowed(held, nowNanos);
        for (Held each : held) {
            double switching = govern(each, allSeen, held.size(), allowed, nowNanos);
            reading.switched(switching);
            budget.spend(0, switching, nowNanos);
            // An event is switched by the CPU that its thread was on last: that one is interrupted, while this one
            // waits
            // (event_function_call in kernel/events/core.c).
            budget.keepUp(switching, nowNanos);
            due = Math.min(due, each.throttle().dueNanos());
        }
        return due;
    }

    /** Whether no breakpoint is on, paused ones included. */
    boolean isIdle() {
        for (Slot slot : slots.get()) {
            if (slot.tenancy() != null) {
                return false;
            }
        }
        return true;
    }

    /** The rings cannot be emptied: what is hit is paused, because nobody can tell how often. */
    void stall(long nowNanos) {
        if (budget.isOff()) {
            return;
        }
        for (Held each : held(nowNanos)) {
            each.throttle().stall(each.slot(), nowNanos);
        }
    }

    private double govern(Held each, boolean allSeen, int all, double allowed, long nowNanos) {
        Throttle throttle = each.throttle();
        if (budget.isOff() && throttle.isLimited()) {
            return throttle.unlimit(each.slot(), nowNanos);
        }
        if (!throttle.isLimited() && budget.isOverdrawn(nowNanos) && throttle.demand(nowNanos) > budget.rate() / all) {
            throttle.limit(each.slot(), nowNanos);
            return 0;
        }
        return throttle.tick(each.slot(), allSeen, allowed, budget, nowNanos);
    }

    /** What each limited one may take: an equal share of what the others leave, and of all at least. */
    private double allowed(List<Held> held, long nowNanos) {
        double others = 0;
        int limited = 0;
        for (Held each : held) {
            if (each.throttle().isLimited()) {
                limited++;
            } else {
                others += each.throttle().demand(nowNanos);
            }
        }
        double equalShare = budget.rate() / Math.max(1, held.size());
        return limited == 0 ? equalShare : Math.max(equalShare, (budget.rate() - others) / limited);
    }

    private List<Held> held(long nowNanos) {
        List<Held> held = new ArrayList<>();
        for (Slot slot : slots.get()) {
            Slot.Tenancy tenancy = slot.tenancy();
            if (tenancy != null) {
                tenancy.throttle().begin(tenancy, nowNanos);
                held.add(new Held(slot, tenancy.throttle()));
            }
        }
        return held;
    }

    /** Tells throttles of their hits. @return how many there were */
    private int count(ByteBuffer records) {
        int hits = 0;
        SampleCursor samples = new SampleCursor(records);
        while (samples.next()) {
            Slot slot = slot(samples.id());
            Optional<Assignment> assignment =
                    slot == null ? Optional.empty() : slot.explain(samples.ip(), samples.timeNanos());
            if (assignment.isPresent()) {
                assignment.get().throttle().hit(samples.tid(), samples.timeNanos());
            }
            hits++;
        }
        return hits;
    }

    private @Nullable Slot slot(long id) {
        Slot known = slotsById.get(id);
        if (known == null) {
            known = slotOf.apply(id).orElse(null);
            if (known != null) {
                slotsById.put(id, known);
            }
        }
        return known;
    }
}
