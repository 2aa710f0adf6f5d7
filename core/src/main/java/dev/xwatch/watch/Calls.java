package dev.xwatch.watch;

import dev.xwatch.hotspot.CapturedStack;
import dev.xwatch.hotspot.HotSpot;
import dev.xwatch.hotspot.HotSpotUnavailableException;
import dev.xwatch.hotspot.JavaStack;
import dev.xwatch.hotspot.MethodEntry;
import dev.xwatch.hotspot.NMethod;
import dev.xwatch.hotspot.StackUnwinder;
import dev.xwatch.hotspot.VirtualThreads;
import dev.xwatch.perf.PerfRecord;
import dev.xwatch.perf.UserState;
import dev.xwatch.sys.MemoryAccessException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who called, and with what: from the registers and the stack that came with a hit. For the decoding thread. */
final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    /** Compilations whose methods are remembered. */
    private static final int MAX_ENTRIES = 1000;

    /** The hit's own frame and its caller's. */
    private static final int CALLER_ONLY = 2;

    private final Optional<HotSpot> hotspot;
    private final @Nullable StackUnwinder unwinder;
    private final String whyNot;
    private final @Nullable VirtualThreads virtualThreads;
    private final Map<Integer, MethodEntry> entries = new HashMap<>();

    /** What a {@link Hit} says of its call, in the same form. */
    record Call(String caller, String stack, String frames, String arguments, long virtualThreadId) {
        static final Call UNKNOWN = new Call("", "", "", "", 0);
    }

    /** @param nativePlaces names code outside the code cache */
    Calls(Optional<HotSpot> hotspot, LongFunction<String> nativePlaces) {
        this.hotspot = hotspot;
        StackUnwinder made = null;
        String reason = "this JVM's structures cannot be read";
        if (hotspot.isPresent()) {
            try {
                made = hotspot.get().stackUnwinder(nativePlaces);
            } catch (HotSpotUnavailableException | MemoryAccessException e) {
                reason = String.valueOf(e.getMessage());
                LOG.warn("hits have no stacks: {}", reason);
            }
        }
        unwinder = made;
        whyNot = reason;
        virtualThreads = hotspot.flatMap(HotSpot::virtualThreads).orElse(null);
    }

    /** To be called before the hits that happened since the last call. */
    void newRound() {
        if (unwinder != null) {
            unwinder.newRound();
        }
        if (virtualThreads != null) {
            virtualThreads.newRound();
        }
        if (entries.size() > MAX_ENTRIES) {
            entries.clear();
        }
    }

    /** @param carrier whether the thread runs others, virtual ones */
    Call of(Assignment assignment, PerfRecord.Sample sample, boolean carrier) {
        UserState user = sample.user();
        if (user == null) {
            return Call.UNKNOWN;
        }
        WatchOptions options = assignment.counters().options();
        try {
            CapturedStack stack = new CapturedStack(user.rsp(), user.stack());
            MethodEntry entry = entry(assignment, sample.ip());
            StackUnwinder.Extent extent = new StackUnwinder.Extent(
                    options.stackFrames() == 0 ? CALLER_ONLY : options.stackFrames(),
                    carrier && virtualThreads != null);
            StackUnwinder.Walked walked = walk(assignment, sample.ip(), entry, user, stack, extent);
            JavaStack frames = walked == null ? null : walked.stack();
            return new Call(
                    frames == null ? "" : frames.caller(),
                    options.stackFrames() == 0 ? "" : frames == null ? "... " + whyNot : frames.text(),
                    options.stackFrames() == 0 || frames == null ? "" : frames.details(),
                    entry == null || !options.arguments() ? "" : entry.arguments(registers(user), user.rsp(), stack),
                    walked == null || virtualThreads == null || walked.continuationEntry() == 0
                            ? 0
                            : virtualThreads.id(walked.continuationEntry(), stack, sample.timeNanos()));
        } catch (RuntimeException e) {
            // The hit itself is worth more than who made it.
            LOG.warn("a call could not be decoded", e);
            return new Call("", options.stackFrames() == 0 ? "" : "... " + e, "", "", 0);
        }
    }

    private StackUnwinder.@Nullable Walked walk(
            Assignment assignment,
            long instruction,
            @Nullable MethodEntry entry,
            UserState user,
            CapturedStack stack,
            StackUnwinder.Extent extent) {
        if (unwinder == null) {
            return null;
        }
        // Other code is watched at its functions' entries.
        boolean calledJustNow =
                entry != null || (assignment.counters().kind() != WatchKind.DATA && !unwinder.isJava(instruction));
        return calledJustNow
                ? unwinder.atEntry(entry, user.rsp(), user.rbp(), stack, extent)
                : unwinder.at(instruction, user.rsp(), user.rbp(), stack, extent);
    }

    /** The method whose entry the hit is, null if it is none, or its code is gone and it was never asked for before. */
    private @Nullable MethodEntry entry(Assignment assignment, long instruction) {
        int compileId = assignment.place().compileId();
        if (compileId == 0 || hotspot.isEmpty()) {
            return null;
        }
        MethodEntry known = entries.get(compileId);
        if (known == null) {
            known = find(hotspot.get(), compileId, instruction);
            if (known != null) {
                entries.put(compileId, known);
            }
        }
        return known;
    }

    private static @Nullable MethodEntry find(HotSpot vm, int compileId, long instruction) {
        NMethod nmethod = vm.codeCache()
                .nmethodAt(instruction)
                .filter(n -> n.compileId() == compileId && n.verifiedEntry() == instruction && n.methodAddress() != 0)
                .orElse(null);
        if (nmethod == null) {
            return null;
        }
        try {
            return vm.methodEntry(vm.metadata().methodAt(nmethod.methodAddress()));
        } catch (HotSpotUnavailableException | MemoryAccessException e) {
            return null;
        }
    }

    /** In the order of HotSpot's compiled calls; none if they are not known. */
    private static long[] registers(UserState user) {
        return user.hasArguments()
                ? new long[] {user.rsi(), user.rdx(), user.rcx(), user.r8(), user.r9(), user.rdi()}
                : new long[0];
    }
}
