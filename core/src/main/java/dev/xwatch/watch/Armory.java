package dev.xwatch.watch;

import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.Sampling;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets, moves and takes away the targets' breakpoints, and says so. Owned by the engine's thread. */
final class Armory {
    private static final Logger LOG = LoggerFactory.getLogger(Armory.class);

    private final SamplingNeeds needs;
    private final SlotPool slots;
    private final StateBoard states;
    /** Those that hold a slot: few, of perhaps thousands. */
    private final Set<Target> armed = new LinkedHashSet<>();
    /** Those that want a slot and have none, who has waited longest first. */
    private final Set<Target> waiting = new LinkedHashSet<>();

    /** The same for others, who ask much oftener than it changes. */
    private List<Target> armedNow = List.of();

    private boolean armedAnew;
    private boolean everArmed;

    Armory(SamplingNeeds needs, SlotPool slots, StateBoard states) {
        this.needs = needs;
        this.slots = slots;
        this.states = states;
    }

    /**
     * Brings the breakpoint to where the target wants it.
     *
     * @param noticedNanos when the wish came up, from which the latency is counted
     * @param awaited what is missing for a hit to be possible; where something is, the target stays pending
     */
    void arm(Target target, Place place, long noticedNanos, String awaited) {
        try {
            target.want(place, awaited);
            Slot slot = target.slot();
            boolean fresh = slot == null;
            if (slot == null) {
                Optional<Slot> free = slots.acquire();
                if (free.isEmpty()) {
                    waiting.add(target);
                    target.exposure().wanted(true, System.nanoTime());
                    if (target.armedAt() == null) {
                        post(target, WatchState.Pending, noSlot(), null, 0);
                    }
                    return;
                }
                slot = free.get();
                target.hold(slot);
                armed.add(target);
                armedNow = List.copyOf(armed);
                armedAnew = true;
                everArmed = true;
                waiting.remove(target);
                // First: once the slot is taken the draining thread may open a window, which this must not undo.
                target.exposure().paused(target.throttle().isLimited(), 0, System.nanoTime());
                slot.take(target.throttle());
            }
            Place previous = target.armedAt();
            // A breakpoint that stands there already is left alone: while it moves it counts nothing.
            if (fresh || previous == null || !previous.isSameAs(place)) {
                slot.assign(new Assignment(
                        target.watch().counters(), target.throttle(), target.method(), place, System.nanoTime()));
                slot.events().move(place.breakpoint(), true);
            }
            if (fresh) {
                long now = System.nanoTime();
                target.exposure().wanted(true, now);
                target.exposure().held(true, now);
            }
            target.armedAt(place);
            boolean anotherTurn = fresh && previous != null && previous.isSameAs(place) && !target.isDisarmed();
            if (!anotherTurn) {
                target.disarmed(false);
                post(target, state(place, previous, awaited), awaited, previous, System.nanoTime() - noticedNanos);
            }
        } catch (IOException e) {
            failed(target, e);
        }
    }

    private static WatchState state(Place place, @Nullable Place previous, String awaited) {
        if (!awaited.isEmpty()) {
            return WatchState.Pending;
        }
        return previous == null || previous.isSameAs(place) ? WatchState.Armed : WatchState.Moved;
    }

    /** If not, nothing has been hit. */
    boolean wasEverArmed() {
        return everArmed;
    }

    boolean isAnyArmed() {
        return !armed.isEmpty();
    }

    /** Whether a target has got a slot since this was asked last. */
    boolean takeArmedAnew() {
        boolean anew = armedAnew;
        armedAnew = false;
        return anew;
    }

    /** Whether nothing is armed or could be, had it a slot. */
    boolean isIdle() {
        return armed.isEmpty() && waiting.isEmpty();
    }

    boolean isAnyWaiting() {
        return !waiting.isEmpty();
    }

    /** The targets that hold a slot now. */
    List<Target> armed() {
        return armedNow;
    }

    /** The targets that want a slot and have none now, who has waited longest first. */
    List<Target> waiting() {
        return List.copyOf(waiting);
    }

    /** Tries again what found no slot free, its own or the hardware's. */
    void retryWaiting() {
        for (Target target : waiting()) {
            Place wanted = target.wanted();
            if (wanted != null) {
                arm(target, wanted, System.nanoTime(), target.awaited());
            }
        }
    }

    /** Whether what has no slot would get one. */
    boolean hasFree() {
        return slots.hasFree();
    }

    /** Lets another target have the slot of one that has had its turn, which is said when it has one for the first time. */
    void handOver(Target from, Target to) {
        Place place = to.wanted();
        if (place != null) {
            release(from);
            arm(to, place, System.nanoTime(), to.awaited());
        }
    }

    /** Takes the breakpoint away; the slot is free for others. */
    void disarm(Target target, WatchState state, String reason) {
        // First: what is not wanted any more is not missed while the breakpoint is taken away.
        target.exposure().wanted(false, System.nanoTime());
        target.want(null, "");
        release(target);
        waiting.remove(target);
        target.disarmed(true);
        post(target, state, reason, target.armedAt(), 0);
    }

    /** The code where the breakpoint stands is not entered any more: whoever still hits it is only passed on. */
    void leave(Target target, long timeNanos) {
        Slot slot = target.slot();
        if (slot != null) {
            slot.latest().ifPresent(assignment -> assignment.left(timeNanos));
        }
    }

    /**
     * Takes away the breakpoint of a target that is no more, and forgets it.
     *
     * @param none what is to be said if it was the watch's last
     */
    void drop(Target target, String reason, String none) {
        Watch watch = target.watch();
        disarm(target, WatchState.Disarmed, reason);
        watch.retire(target);
        states.forget(watch.name(), target.key());
        if (watch.targets().isEmpty()) {
            announce(watch, WatchState.Pending, reason + "; " + none);
        }
    }

    /** Says the same of a target, with another number in the reason, to those only who ask. */
    void refresh(Target target, String reason) {
        states.refresh(target.watch().name(), target.key(), joined(reason, target.remark()));
    }

    /** Says how a watch stands of which no target is known. */
    void announce(Watch watch, WatchState state, String reason) {
        post(new Target(watch, ""), state, reason, null, 0);
    }

    /** Says how a target stands that has no breakpoint. */
    void announce(Target target, WatchState state, String reason) {
        post(target, state, reason, null, 0);
    }

    /** Forgets a watch whose targets are released, and says that it is no more. */
    void removed(Watch watch) {
        waiting.removeIf(target -> target.watch() == watch);
        states.remove(change(new Target(watch, ""), WatchState.Removed, "", null, 0));
    }

    /** Takes the breakpoint away without a word. */
    void release(Target target) {
        Slot slot = target.slot();
        if (slot == null) {
            return;
        }
        try {
            slots.release(slot);
            target.watch().keep(slot.count());
        } catch (IOException e) {
            LOG.warn(
                    "a breakpoint of {} could not be taken away: {}",
                    target.watch().name(),
                    e.toString());
        }
        target.hold(null);
        armed.remove(target);
        armedNow = List.copyOf(armed);
        if (target.wanted() != null) {
            waiting.add(target);
        }
        target.exposure().held(false, System.nanoTime());
    }

    private String noSlot() {
        return "all " + slots.openSlots() + " debug registers are held by other watches; it waits for its turn";
    }

    private void failed(Target target, IOException e) {
        boolean passing = SlotPool.isPassing(e);
        if (!passing) {
            target.exposure().wanted(false, System.nanoTime());
            target.want(null, "");
        }
        release(target);
        if (passing) {
            waiting.add(target);
        }
        post(target, passing ? WatchState.Pending : WatchState.Failed, Explanation.of(e), null, 0);
    }

    /**
     * Says that a target's breakpoint is on in windows only, or that it is on all the time again.
     *
     * @return false if it has no breakpoint now, and nothing was said
     */
    boolean throttled(Target target, WatchState state, String reason) {
        if (target.slot() == null) {
            return false; // another's turn
        }
        post(target, state, reason, null, 0);
        return true;
    }

    /** Says how a target stands if other threads are covered now than when that was said last. */
    void coverageChanged(Target target) {
        Place at = target.armedAt();
        if (target.slot() != null && at != null) {
            post(target, state(at, at, target.awaited()), target.awaited(), null, 0);
        }
    }

    private Coverage coverage(Target target) {
        try {
            return slots.coverage(target.slot());
        } catch (IOException e) {
            LOG.warn("threads cannot be counted: {}", e.toString());
            return new Coverage(0, 0, "");
        }
    }

    private void post(Target target, WatchState state, String reason, @Nullable Place previous, long latencyNanos) {
        states.post(target.key(), change(target, state, reason, previous, latencyNanos));
    }

    private StateChange change(
            Target target, WatchState state, String reason, @Nullable Place previous, long latencyNanos) {
        Slot slot = target.slot();
        Place now = slot == null ? null : target.armedAt();
        Coverage coverage = coverage(target);
        return new StateChange(
                System.nanoTime(),
                target.watch().name(),
                target.watch().request().spec().canonical(),
                state,
                joined(reason, target.remark(), coverage.gap(), recordsGap(target)),
                target.method(),
                now == null ? 0 : now.breakpoint().address(),
                previous == null ? 0 : previous.breakpoint().address(),
                now == null ? 0 : now.compileId(),
                now == null ? 0 : now.tier(),
                coverage.threads(),
                coverage.armed(),
                latencyNanos);
    }

    private String recordsGap(Target target) {
        Slot slot = target.slot();
        if (slot == null) {
            return "";
        }
        Sampling taken = slot.events().sampling();
        WatchRequest request = target.watch().request();
        return joined(needs.stackGap(taken, request), needs.argumentsGap(taken, request));
    }

    private static String joined(String... texts) {
        return Stream.of(texts).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
    }
}
