package dev.xwatch.hotspot;

import dev.xwatch.sys.MemoryAccessException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Java frames of a thread in a captured piece of its stack, never in the stack itself, which has gone on. For one
 * thread.
 */
public final class StackUnwinder {
    /** No piece of stack that is captured holds so many. */
    private static final int MAX_PHYSICAL_FRAMES = 10_000;

    private static final int MAX_STACKS = 2_000;

    private final CodePoints points;
    private final InterpretedFrames interpretedFrames;
    private final EntryFrames entryFrames;
    /** By the code points that they went by, and what else makes them: the same calls give the same object. */
    private final Map<List<Object>, JavaStack> stacks = new HashMap<>();

    /**
     * How far to look.
     *
     * @param frames the most that are wanted, at least 1
     * @param toItsEnd whether to go on after them, without a word of what is there
     */
    public record Extent(int frames, boolean toItsEnd) {}

    /**
     * @param continuationEntry where the {@code ContinuationEntry} of a virtual thread lies, if it was come to; else 0
     */
    public record Walked(JavaStack stack, long continuationEntry) {}

    StackUnwinder(CodePoints points, InterpretedFrames interpretedFrames, EntryFrames entryFrames) {
        this.points = points;
        this.interpretedFrames = interpretedFrames;
        this.entryFrames = entryFrames;
    }

    /** To be called before the stacks of hits that happened since the last call. */
    public void newRound() {
        points.newRound();
        if (stacks.size() > MAX_STACKS) {
            stacks.clear();
        }
    }

    /**
     * The stack at the first instruction of code that was just called.
     *
     * @param entered the method; null if it is no Java method
     * @param sp the stack pointer, at the return address
     * @param fp the frame pointer, still the caller's
     */
    public Walked atEntry(@Nullable MethodEntry entered, long sp, long fp, CapturedStack stack, Extent extent) {
        Walk walk = new Walk(stack, extent);
        if (entered == null) {
            walk.callerLine = 0;
        } else {
            walk.path.add(entered);
            walk.frames.add(entered.frame());
        }
        walk.returnTo(sp, fp);
        return walk.finish();
    }

    /** Whether an instruction is the interpreter's or in a compiled method. */
    public boolean isJava(long instruction) {
        return interpretedFrames.contains(instruction)
                || points.nmethodOf(instruction).isPresent();
    }

    /**
     * The stack at any other instruction of compiled or interpreted Java code; of native code, as far up as its functions
     * keep a chain of frame pointers, which libjvm's do.
     */
    public Walked at(long instruction, long sp, long fp, CapturedStack stack, Extent extent) {
        Walk walk = new Walk(stack, extent);
        if (interpretedFrames.contains(instruction)) {
            walk.interpreted(fp, false);
            return walk.finish();
        }
        Optional<NMethod> nmethod = points.nmethodOf(instruction);
        if (nmethod.isEmpty()) {
            walk.nativeCode(fp);
            return walk.finish();
        }
        try {
            if (instruction == nmethod.get().verifiedEntry()
                    || instruction == nmethod.get().entry()) {
                walk.take(points.instruction(nmethod.get(), instruction));
                walk.returnTo(sp, fp);
            } else {
                walk.instruction(points.instruction(nmethod.get(), instruction), sp);
            }
        } catch (MemoryAccessException e) {
            walk.end = "the code is gone";
        }
        return walk.finish();
    }

    private final class Walk {
        private final CapturedStack stack;
        private final Extent extent;
        private final List<Object> path = new ArrayList<>();
        private final List<JavaFrame> frames = new ArrayList<>();
        private long pc;
        private long sp;
        private long fp;
        private @Nullable String end;
        private int callerLine = 1;
        private int steps;
        private long continuationEntry;

        Walk(CapturedStack stack, Extent extent) {
            this.stack = stack;
            this.extent = extent;
        }

        Walked finish() {
            int limit = extent.frames();
            while (end == null && steps < MAX_PHYSICAL_FRAMES && frames.size() <= limit) {
                step();
            }
            boolean more = frames.size() > limit;
            String reason = more || end == null ? "" : end;
            path.add(limit);
            path.add(callerLine);
            path.add(reason);
            JavaStack known = stacks.computeIfAbsent(
                    List.copyOf(path),
                    key -> new JavaStack(frames.subList(0, Math.min(limit, frames.size())), more, reason, callerLine));
            while (extent.toItsEnd() && end == null && steps < MAX_PHYSICAL_FRAMES) {
                step();
            }
            return new Walked(known, continuationEntry);
        }

        private void step() {
            steps++;
            if (entryFrames.isReturnAddress(pc)) {
                lastJavaFrame();
            } else if (interpretedFrames.contains(pc)) {
                interpreted(fp, true);
            } else {
                code(points.returnAddress(pc));
            }
        }

        private void take(CodePoint point) {
            path.add(point);
            frames.addAll(point.frames());
        }

        private void code(CodePoint point) {
            take(point);
            if (point.end() != null) {
                end = point.end();
                continuationEntry = point.isContinuationEntry() ? sp : 0;
            } else if (point.isDeoptimized()) {
                long slot = sp + point.originalPc();
                if (stack.holds(slot)) {
                    pc = stack.word(slot);
                } else {
                    truncated();
                }
            } else {
                // The frame pointer of the sender lies below the return address to it.
                long senderSp = sp + point.frameBytes();
                if (stack.holds(senderSp - 2 * Long.BYTES) && stack.holds(senderSp - Long.BYTES)) {
                    pc = stack.word(senderSp - Long.BYTES);
                    fp = stack.word(senderSp - 2 * Long.BYTES);
                    sp = senderSp;
                } else {
                    truncated();
                }
            }
        }

        /** At an instruction that may lie before or after the frame's life: it lies within if it has a sender. */
        void instruction(CodePoint point, long stackPointer) {
            if (point.frameBytes() == 0) {
                take(point);
                end = "the frame is being set up";
                return;
            }
            sp = stackPointer;
            code(point);
            if (end == null && !interpretedFrames.contains(pc) && !entryFrames.isReturnAddress(pc)) {
                String senderEnd = points.returnAddress(pc).end();
                end = senderEnd == null || senderEnd.isEmpty() ? null : "the frame is being taken down";
            }
        }

        /** @param calling whether it has called something, and so has saved its place */
        void interpreted(long framePointer, boolean calling) {
            if (!InterpretedFrames.isCaptured(stack, framePointer)) {
                truncated();
                return;
            }
            long bcp = calling ? InterpretedFrames.bcp(stack, framePointer) : 0;
            CodePoint point = points.interpreted(InterpretedFrames.method(stack, framePointer), bcp);
            take(point);
            end = point.end();
            pc = InterpretedFrames.senderPc(stack, framePointer);
            sp = InterpretedFrames.senderSp(stack, framePointer);
            fp = InterpretedFrames.senderFp(stack, framePointer);
        }

        private void lastJavaFrame() {
            Frame last = entryFrames.lastJavaFrame(stack, fp);
            if (last == null) {
                truncated();
            } else if (last.sp() == 0) {
                end = "";
            } else {
                pc = last.pc();
                sp = last.sp();
                fp = last.fp();
            }
        }

        /** Up to the Java code that called it; the function itself is no frame. */
        void nativeCode(long framePointer) {
            callerLine = 0;
            long frame = framePointer;
            for (int i = 0; i < MAX_PHYSICAL_FRAMES && stack.holds(frame) && stack.holds(frame + Long.BYTES); i++) {
                long sender = stack.word(frame);
                returnTo(frame + Long.BYTES, sender);
                if (isJava(pc)) {
                    return;
                }
                if (sender <= frame) {
                    break;
                }
                frame = sender;
            }
            end = "native code without frame pointers";
        }

        void returnTo(long stackPointer, long framePointer) {
            if (stack.holds(stackPointer)) {
                pc = stack.word(stackPointer);
                sp = stackPointer + Long.BYTES;
                fp = framePointer;
            } else {
                truncated();
            }
        }

        private void truncated() {
            end = "truncated: " + stack.size() + " bytes of stack taken";
        }
    }
}
