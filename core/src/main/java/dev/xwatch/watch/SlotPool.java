package dev.xwatch.watch;

import dev.xwatch.perf.Breakpoint;
import dev.xwatch.perf.CpuRing;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.SlotProbe;
import dev.xwatch.procfs.Descriptors;
import dev.xwatch.sys.Errno;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slots, at most as many as an x86 thread has debug registers. A slot that nobody holds stays open and disabled
 * ("parked") in every thread: it costs nothing there, threads that start inherit it, and arming it is one move.
 *
 * <p>Owned by the engine's thread, but for {@link #slotOf} and {@link #all}.
 */
final class SlotPool {
    private static final Logger LOG = LoggerFactory.getLogger(SlotPool.class);

    /** Address registers DR0 to DR3: {@code HBP_NUM} in {@code arch/x86/include/asm/hw_breakpoint.h}. */
    static final int MAX_SLOTS = 4;

    private static final long SETTLE_NANOS = 50_000_000;

    /** Asking thousands of events whether their threads have ended takes milliseconds: not each second. */
    private static final int RETIRE_EACH = 10;

    private final PerfFeatures features;
    private final SamplingNeeds needs;
    private final ThreadCoverage threads;
    private final List<Slot> open = new CopyOnWriteArrayList<>();
    private final Deque<Slot> free = new ArrayDeque<>();
    private long openedNanos;
    private boolean settled = true;
    private int maintained;
    /** A thread that had no register left for a slot. */
    private OptionalInt refused = OptionalInt.empty();

    /** @param needs what records of slots that are opened bring */
    SlotPool(List<CpuRing> rings, PerfFeatures features, OwnThreads own, SamplingNeeds needs) {
        this.needs = needs;
        this.features = features;
        this.threads = new ThreadCoverage(rings, own);
    }

    /** What is known of threads that start. {@link Births#tell} is for whoever reads records. */
    Births births() {
        return threads.births();
    }

    /**
     * Opens slots until there are so many, parked, or as many of them as registers and file descriptors allow: what then
     * finds none waits for one, and says why.
     */
    void park(int slots) throws IOException {
        try {
            free.addAll(open(Math.min(slots, MAX_SLOTS) - open.size()));
        } catch (SyscallException e) {
            if (!isPassing(e)) {
                throw e;
            }
            LOG.info("no slot could be opened: {}", e.getMessage());
        }
    }

    /** Whether it may well succeed later: somebody else has all registers or descriptors now. */
    static boolean isPassing(IOException failure) {
        return failure instanceof SyscallException syscall
                && (syscall.errno() == Errno.ENOSPC || syscall.errno() == Errno.EMFILE);
    }

    /** A free slot, opened if need be; empty if all are held. */
    Optional<Slot> acquire() throws IOException {
        Slot slot = free.poll();
        if (slot == null) {
            if (open.size() == MAX_SLOTS) {
                return Optional.empty();
            }
            slot = open(1).get(0);
        }
        slot.resetCount();
        return Optional.of(slot);
    }

    /** Whether {@link #acquire} is likely to find one: it is free, or a thread that had no register for it has one. */
    boolean hasFree() {
        if (!free.isEmpty()) {
            return true;
        }
        if (open.size() == MAX_SLOTS) {
            return false;
        }
        if (refused.isEmpty()) {
            return true;
        }
        try {
            return SlotProbe.freeSlots(refused.getAsInt(), -1) > 0;
        } catch (SyscallException e) {
            return true; // that thread has ended
        }
    }

    /** Takes back a slot, disabled. */
    void release(Slot slot) throws IOException {
        // Free even if that fails: whoever takes it next moves it, in every thread.
        free.add(slot);
        slot.leave();
        slot.events().disable();
    }

    /** Opens slots in all threads, or as many of them as any thread has registers for; at least one, or throws. */
    private List<Slot> open(int slots) throws IOException {
        List<Slot> opened = new ArrayList<>();
        for (int i = 0; i < slots; i++) {
            opened.add(new Slot(new SlotEvents(features, Breakpoint.NOWHERE, needs.sampling())));
        }
        makeRoom(slots);
        open.addAll(opened);
        try {
            cover();
        } finally {
            for (Slot slot : List.copyOf(opened)) {
                if (slot.events().size() == 0) {
                    open.remove(slot);
                    opened.remove(slot);
                }
            }
        }
        refused = opened.size() < slots ? threads.refused() : OptionalInt.empty();
        if (opened.isEmpty() && slots > 0) {
            throw threads.gap().orElseGet(() -> new IOException("no thread was found to set a breakpoint in"));
        }
        openedNanos = System.nanoTime();
        settled = false;
        return opened;
    }

    /** Where descriptors are short, all slots cover the same threads, fewer of them: one slot must not have taken all. */
    private void makeRoom(int slots) throws IOException {
        int held = held();
        FdBudget budget = budget();
        if (held > 0 && budget.left() < held / open.size() * slots) {
            threads.giveBack(held * slots / (open.size() + slots), events(), budget.exhausted());
        }
    }

    private int held() {
        int held = 0;
        for (Slot slot : open) {
            held += slot.events().size();
        }
        return held;
    }

    private void cover() throws IOException {
        threads.cover(events(), budget());
    }

    private FdBudget budget() throws IOException {
        return new FdBudget(Descriptors.self(), held());
    }

    private List<SlotEvents> events() {
        List<SlotEvents> events = new ArrayList<>();
        for (Slot slot : open) {
            events.add(slot.events());
        }
        return events;
    }

    /** All that are open, held or not. For any thread. */
    List<Slot> all() {
        return open;
    }

    /** The slot to which a record's event id belongs. For the decoding thread. */
    Optional<Slot> slotOf(long eventId) {
        for (Slot slot : open) {
            if (slot.events().hasId(eventId)) {
                return Optional.of(slot);
            }
        }
        return Optional.empty();
    }

    /** Which threads a slot covers; without a slot, which the next one would have to. */
    Coverage coverage(@Nullable Slot slot) throws IOException {
        Coverage coverage = threads.coverage(slot == null ? open.size() : open.indexOf(slot));
        return slot == null ? new Coverage(coverage.threads(), 0, "") : coverage;
    }

    int openSlots() {
        return open.size();
    }

    /** How many are not parked. */
    int usedSlots() {
        return open.size() - free.size();
    }

    boolean isSettled() {
        return settled;
    }

    /**
     * Looks once more for threads without events, a little after slots were opened: one that was just being started then,
     * by a thread not yet armed, was in no list.
     *
     * @return whether other threads are covered now than before, for all that is known
     */
    boolean settle(long nowNanos) throws IOException {
        if (settled || nowNanos - openedNanos < SETTLE_NANOS) {
            return false;
        }
        settled = true;
        boolean gaps = threads.gap().isPresent();
        cover();
        for (Slot parked : free) {
            parked.events().disable(); // they have nothing to tell of any more
        }
        return gaps || threads.gap().isPresent();
    }

    /**
     * Each second: gives back the events of threads that have ended, and those of some that live if the application is
     * short of file descriptors; tries again where events were missing.
     *
     * @return whether other threads are covered now than before, for all that is known
     */
    boolean maintain() throws IOException {
        if (open.isEmpty()) {
            return false;
        }
        if (++maintained % RETIRE_EACH == 0) {
            for (Slot slot : open) {
                slot.events().retireEnded();
            }
        }
        FdBudget budget = budget();
        if (budget.excess() > 0) {
            threads.giveBack(budget.excess(), events(), budget.exhausted());
            return true;
        }
        if (threads.gap().isPresent()) {
            cover();
            return true;
        }
        return false;
    }

    void close() {
        open.forEach(slot -> slot.events().closeAll());
        open.clear();
        free.clear();
    }
}
