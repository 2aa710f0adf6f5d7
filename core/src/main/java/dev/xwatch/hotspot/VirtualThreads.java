package dev.xwatch.hotspot;

import dev.xwatch.sys.JdkInternals;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which virtual thread was mounted when a stack was captured. Below the oldest frame of a mounted one lies a {@code
 * ContinuationEntry} ({@code runtime/continuationEntry.hpp}), which leads to its {@code Continuation}, and that to the
 * thread. So it is the stack that tells, not the carrier, which has gone on.
 *
 * <p>These are Java objects, and a collector moves them. What lay at an address at a hit does so still only if no collection
 * has begun since, which {@code CollectedHeap::_total_collections} tells: it is counted before anything is moved, while the
 * JVM is stopped. Collectors that move objects while threads run leave no such proof; with them no thread is told. For one
 * thread, one of Java's: it is stopped with the others when it leaves a system call.
 */
public final class VirtualThreads {
    /** Up to this size a {@code ContinuationEntry} has nothing before {@code _parent}, which is before {@code _cont}. */
    private static final int SIZE_WITHOUT_PD = 56;

    /** Of a reference where they are compressed. */
    private static final int NARROW_BYTES = 4;

    private final Memory memory;
    private final JdkInternals internals;
    /** {@code ContinuationEntry::_cont}, which is not in vmStructs; see {@link #idOf}. */
    private final int cont;

    private final long totalCollections;
    private final long narrowBase;
    private final int narrowShift;
    private @Nullable Layout layout;
    private boolean isUnknownLayout;
    private int collections;
    private long sinceNanos = Long.MAX_VALUE;

    /** Where the objects have their fields. */
    private record Layout(long target, long owner, long cont, long tid) {
        /** @throws ReflectiveOperationException if this JDK has another way from a continuation to its thread */
        static Layout of(JdkInternals internals) throws ReflectiveOperationException {
            return new Layout(
                    internals.fieldOffset("jdk.internal.vm.Continuation", "target"),
                    internals.fieldOffset("java.lang.VirtualThread$VThreadContinuation$1", "val$vthread"),
                    internals.fieldOffset("java.lang.VirtualThread", "cont"),
                    internals.fieldOffset("java.lang.Thread", "tid"));
        }
    }

    private VirtualThreads(
            Memory memory, JdkInternals internals, int cont, long totalCollections, long narrowBase, int narrowShift) {
        this.memory = memory;
        this.internals = internals;
        this.cont = cont;
        this.totalCollections = totalCollections;
        this.narrowBase = narrowBase;
        this.narrowShift = narrowShift;
    }

    /** Empty if this JVM has no virtual threads, or a collector that moves objects while threads run. */
    static Optional<VirtualThreads> of(VmStructs vm, Memory memory, JdkInternals internals) {
        try {
            int entrySize = vm.size("ContinuationEntry");
            if (!movesWhileStopped(vm, memory)) {
                return Optional.empty();
            }
            long heap = memory.u64(vm.staticAddress("Universe::_collectedHeap"));
            return Optional.of(new VirtualThreads(
                    memory,
                    internals,
                    (entrySize <= SIZE_WITHOUT_PD ? 1 : 2) * Long.BYTES,
                    heap + vm.offset("CollectedHeap::_total_collections"),
                    memory.u64(vm.staticAddress("CompressedOops::_base", "CompressedOops::_narrow_oop._base")),
                    memory.i32(vm.staticAddress("CompressedOops::_shift", "CompressedOops::_narrow_oop._shift"))));
        } catch (HotSpotUnavailableException | MemoryAccessException e) {
            return Optional.empty();
        }
    }

    private static boolean movesWhileStopped(VmStructs vm, Memory memory) throws HotSpotUnavailableException {
        long barriers = memory.u64(vm.staticAddress("BarrierSet::_barrier_set"));
        int kind = memory.i32(
                barriers + vm.offset("BarrierSet::_fake_rtti") + vm.offset("BarrierSet::FakeRtti::_concrete_tag"));
        return kind == vm.constant("BarrierSet::CardTableBarrierSet")
                || kind == vm.constant("BarrierSet::G1BarrierSet");
    }

    /** Again and again: threads of hits before the first call after a collection are not told. */
    public void newRound() {
        try {
            int now = memory.i32(totalCollections);
            if (now != collections || sinceNanos == Long.MAX_VALUE) {
                collections = now;
                // Not before: a collection that was counted may have gone on until the read returned.
                sinceNanos = System.nanoTime();
            }
        } catch (MemoryAccessException e) {
            sinceNanos = Long.MAX_VALUE;
        }
    }

    /**
     * {@code Thread::threadId} of the virtual thread.
     *
     * @param continuationEntry where its entry lies in the stack, as {@link StackUnwinder} has found
     * @param timeNanos when the stack was captured, CLOCK_MONOTONIC
     * @return 0 if it is not certain
     */
    public long id(long continuationEntry, CapturedStack stack, long timeNanos) {
        if (timeNanos < sinceNanos || !stack.holds(continuationEntry + cont)) {
            return 0;
        }
        try {
            long id = idOf(stack.word(continuationEntry + cont));
            return memory.i32(totalCollections) == collections ? id : 0;
        } catch (MemoryAccessException e) {
            return 0;
        }
    }

    /** That the thread has this very continuation shows that all fields were where they were thought to be. */
    private long idOf(long continuation) {
        Layout fields = layout();
        if (fields == null) {
            return 0;
        }
        long thread = reference(reference(continuation + fields.target()) + fields.owner());
        return reference(thread + fields.cont()) == continuation ? memory.u64(thread + fields.tid()) : 0;
    }

    private long reference(long field) {
        return internals.referenceBytes() == NARROW_BYTES
                ? narrowBase + (Integer.toUnsignedLong(memory.i32(field)) << narrowShift)
                : memory.u64(field);
    }

    /** Not before a virtual thread was seen: until then its classes may not be loaded. */
    private @Nullable Layout layout() {
        if (layout == null && !isUnknownLayout) {
            try {
                layout = Layout.of(internals);
            } catch (ReflectiveOperationException e) {
                isUnknownLayout = true;
            }
        }
        return layout;
    }
}
