package dev.xwatch.watch;

import dev.xwatch.perf.CpuRing;
import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.SlotProbe;
import dev.xwatch.procfs.Tasks;
import dev.xwatch.sys.Errno;
import dev.xwatch.sys.Linux;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Sees to it that every thread has the events of every slot, its own or inherited.
 *
 * <p>A thread that was there before a slot needs events of its own. One that starts when all threads have them inherits
 * those of its creator. One that starts in between may have inherited them or not, depending on which came first. Slots are
 * opened in every thread in the same order, and no slot is closed while a later one is open: so a thread that has n of
 * them has the first n, and n is how many debug registers it has fewer than a thread of xwatch's own.
 *
 * <p>The registers are asked only where the time of its start does not tell, because they do not always tell the truth:
 * when the kernel switches from a thread to another one that inherited the same events, it lets them exchange these instead
 * ({@code perf_event_context_sched_out} in {@code kernel/events/core.c}), but goes on to count each for the thread that had
 * it first; when that one's ends, the register of a thread that still has one is counted as free. A thread that got an event
 * twice could start no other: that would inherit more than it has registers for, and {@code clone(2)} fails. So where
 * {@link Births} tells that a thread may have inherited what its registers do not show, it gets an event that is not
 * inherited. Owned by the engine's thread.
 */
final class ThreadCoverage {
    private final List<CpuRing> rings;
    private final OwnThreads own;
    private final Births births = new Births();
    /** How many slots the threads that were looked at have. */
    private final Map<Integer, Integer> slotsOf = new HashMap<>();

    /** When all threads were known to have slots, so that those which start later inherit them. */
    private Optional<Complete> complete = Optional.empty();

    /** Threads that lack slots, and why. */
    private final Map<Integer, IOException> gaps = new LinkedHashMap<>();

    /**
     * @param ticks of the clock of {@link Tasks#startTicks}
     * @param slots how many slots each thread had
     */
    private record Complete(long ticks, int slots) {
        /** One tick later: its creator may have been looked at while it was being started. */
        boolean isBefore(long startTicks) {
            return startTicks > ticks + 1;
        }
    }

    ThreadCoverage(List<CpuRing> rings, OwnThreads own) {
        this.rings = rings;
        this.own = own;
    }

    /**
     * Gives all threads the events that they lack, as far as file descriptors are to be spared, until a look at the list
     * of threads finds none that was not seen.
     *
     * @param slots all that are open, in the order in which they were opened
     */
    void cover(List<SlotEvents> slots, FdBudget budget) throws IOException {
        boolean inheritancePossible = false;
        for (SlotEvents slot : slots) {
            inheritancePossible |= slot.size() > 0;
        }
        boolean somethingNew = complete.isEmpty() || complete.get().slots() < slots.size();
        if (somethingNew) {
            births.begin();
        }
        Set<Integer> seen = new HashSet<>();
        gaps.clear();
        for (List<Integer> fresh = unseen(seen); !fresh.isEmpty(); fresh = unseen(seen)) {
            births.newList();
            for (int tid : fresh) {
                Optional<Integer> inherited = inheritedAll(tid);
                if (seen.isEmpty() || !somethingNew) {
                    inherited.ifPresent(count -> slotsOf.putIfAbsent(tid, count));
                }
                if (slotsOf.getOrDefault(tid, 0) < slots.size()) {
                    cover(tid, slots, budget, inheritancePossible, inherited.orElse(0));
                }
            }
            seen.addAll(fresh);
            inheritancePossible = true;
        }
        slotsOf.keySet().retainAll(seen);
        if (!somethingNew || !gaps.isEmpty()) {
            births.end();
        }
        complete = gaps.isEmpty() ? Optional.of(new Complete(Tasks.nowTicks(), slots.size())) : Optional.empty();
    }

    Births births() {
        return births;
    }

    /** How many slots the thread has if it started when all threads had as many. */
    private Optional<Integer> inheritedAll(int tid) {
        OptionalLong start = complete.isPresent() ? Tasks.startTicks(tid) : OptionalLong.empty();
        return complete.filter(then -> start.isPresent() && then.isBefore(start.getAsLong()))
                .map(Complete::slots);
    }

    private List<Integer> unseen(Set<Integer> seen) throws IOException {
        List<Integer> fresh = new ArrayList<>();
        for (int tid : own.others()) {
            if (!seen.contains(tid)) {
                fresh.add(tid);
            }
        }
        return fresh;
    }

    /** @param atLeast so many slots it has, whatever its registers say */
    private void cover(int tid, List<SlotEvents> slots, FdBudget budget, boolean inheritancePossible, int atLeast) {
        Integer known = slotsOf.get(tid);
        try {
            Map<CpuRing, Integer> has = new LinkedHashMap<>();
            for (CpuRing ring : rings) {
                int told = known != null ? known : inheritancePossible ? slotsIn(tid, ring.cpu()) : 0;
                has.put(ring, Math.max(atLeast, told));
            }
            boolean doubtful = known == null && inheritancePossible && Collections.min(has.values()) < slots.size();
            Births.Inherited inherited = doubtful ? births.inherited(tid) : Births.Inherited.NONE;
            int least = Math.max(Collections.min(has.values()), inherited.atLeast());
            int atMost = Math.min(slots.size(), Math.max(least, inherited.atMost()));
            births.has(tid, atMost);
            for (int index = least; index < slots.size(); index++) {
                slotsOf.put(tid, index);
                if (index >= atMost) {
                    births.opens(tid, index, System.nanoTime());
                }
                open(tid, index, slots.get(index), has, budget, index >= atMost);
            }
            slotsOf.put(tid, slots.size());
        } catch (IOException e) {
            boolean ended = e instanceof SyscallException syscall && syscall.errno() == Errno.ESRCH;
            if (!ended) {
                gaps.put(tid, e);
            }
        }
    }

    /** On all CPUs, or if that fails on none: between two slots a thread must not have half a one. */
    private static void open(
            int tid, int index, SlotEvents slot, Map<CpuRing, Integer> has, FdBudget budget, boolean inherited)
            throws IOException {
        try {
            for (Map.Entry<CpuRing, Integer> ring : has.entrySet()) {
                if (ring.getValue() <= index) {
                    budget.take();
                    slot.open(tid, ring.getKey(), inherited);
                }
            }
        } catch (IOException e) {
            slot.close(tid);
            throw e;
        }
    }

    private int slotsIn(int tid, int cpu) throws IOException {
        return Math.max(0, SlotProbe.freeSlots(Linux.gettid(), cpu) - SlotProbe.freeSlots(tid, cpu));
    }

    /**
     * Takes their events from threads, which are then not covered, and neither are those that they started.
     *
     * @param descriptors how many file descriptors to free, at least
     */
    void giveBack(int descriptors, List<SlotEvents> slots, IOException reason) throws IOException {
        int left = descriptors;
        for (int tid : List.copyOf(slots.get(0).threads())) {
            if (left <= 0) {
                break;
            }
            for (SlotEvents slot : slots) {
                left -= slot.close(tid);
            }
            gaps.put(tid, reason);
        }
        complete = Optional.empty();
        births.end();
        // Whoever inherited from them is not covered any more either: to be looked at again.
        slotsOf.keySet().retainAll(slots.get(0).threads());
    }

    /** Why threads lack slots, one reason of perhaps many; empty if none is known that does. */
    Optional<IOException> gap() {
        return gaps.values().stream().findFirst();
    }

    /** A thread that lacks slots for want of a register. */
    OptionalInt refused() {
        return gaps.entrySet().stream()
                .filter(gap -> gap.getValue() instanceof SyscallException syscall && syscall.errno() == Errno.ENOSPC)
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }

    /** @param index of the slot, in the order in which they were opened */
    Coverage coverage(int index) throws IOException {
        int[] alive = own.others();
        List<Integer> missing = new ArrayList<>();
        for (int tid : alive) {
            if (gaps.containsKey(tid) && slotsOf.getOrDefault(tid, 0) <= index) {
                missing.add(tid);
            }
        }
        String gap = missing.isEmpty()
                ? ""
                : missing.size() + " of " + alive.length + " threads are not covered, nor threads that they start: "
                        + Explanation.of(Objects.requireNonNull(gaps.get(missing.get(0))));
        return new Coverage(alive.length, alive.length - missing.size(), gap);
    }
}
