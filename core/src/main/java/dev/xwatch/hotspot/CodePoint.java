package dev.xwatch.hotspot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in code that a frame can be at. Equal to itself alone; the same as long as the code is. */
final class CodePoint {
    private final List<JavaFrame> frames;
    private final int frameBytes;
    private final int originalPc;
    private final @Nullable String end;
    private final boolean continuationEntry;

    private CodePoint(
            List<JavaFrame> frames, int frameBytes, int originalPc, @Nullable String end, boolean continuationEntry) {
        this.frames = frames;
        this.frameBytes = frameBytes;
        this.originalPc = originalPc;
        this.end = end;
        this.continuationEntry = continuationEntry;
    }

    static CodePoint frame(List<JavaFrame> frames, int frameBytes) {
        return new CodePoint(List.copyOf(frames), frameBytes, -1, null, false);
    }

    /** @param originalPc where the frame keeps the place it was at, counted from its stack pointer */
    static CodePoint deoptimized(int originalPc) {
        return new CodePoint(List.of(), 0, originalPc, null, false);
    }

    /** @param reason why there is no older frame to look for, empty if there is none */
    static CodePoint end(String reason) {
        return new CodePoint(List.of(), 0, -1, reason, false);
    }

    /** The end of what a virtual thread has on the stack, whose {@code ContinuationEntry} the stack pointer points to. */
    static CodePoint continuationEntry(String reason) {
        return new CodePoint(List.of(), 0, -1, reason, true);
    }

    /** The Java frames that the physical one stands for, the youngest first; none for a stub. */
    List<JavaFrame> frames() {
        return frames;
    }

    /** From its stack pointer to its sender's. */
    int frameBytes() {
        return frameBytes;
    }

    boolean isDeoptimized() {
        return originalPc >= 0;
    }

    int originalPc() {
        return originalPc;
    }

    boolean isContinuationEntry() {
        return continuationEntry;
    }

    /** Why there is no older frame to look for, null if there is one. */
    @Nullable
    String end() {
        return end;
    }
}
