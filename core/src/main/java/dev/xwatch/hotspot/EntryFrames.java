package dev.xwatch.hotspot;

import dev.xwatch.sys.Memory;
import org.jspecify.annotations.Nullable;

/**
 * Frames of the stub by which native code calls Java ({@code StubRoutines::call_stub}). Their {@code JavaCallWrapper}, on the
 * stack too, remembers the last Java frame before that native code ({@code JavaFrameAnchor}).
 */
final class EntryFrames {
    private final long returnAddress;
    private final int wrapperSlot;
    private final int lastSp;
    private final int lastFp;
    private final int lastPc;

    EntryFrames(VmStructs vm, Memory memory) throws HotSpotUnavailableException {
        returnAddress = memory.u64(vm.staticAddress("StubRoutines::_call_stub_return_address"));
        wrapperSlot = (int) vm.constant("frame::entry_frame_call_wrapper_offset") * Long.BYTES;
        int anchor = vm.offset("JavaCallWrapper::_anchor");
        lastSp = anchor + vm.offset("JavaFrameAnchor::_last_Java_sp");
        lastFp = anchor + vm.offset("JavaFrameAnchor::_last_Java_fp");
        lastPc = anchor + vm.offset("JavaFrameAnchor::_last_Java_pc");
    }

    boolean isReturnAddress(long pc) {
        return pc == returnAddress;
    }

    /** The last Java frame before the native code; its stack pointer is 0 if there was none. Null if it was not captured. */
    @Nullable
    Frame lastJavaFrame(CapturedStack stack, long fp) {
        if (!stack.holds(fp + wrapperSlot)) {
            return null;
        }
        long wrapper = stack.word(fp + wrapperSlot);
        if (!stack.holds(wrapper + lastSp) || !stack.holds(wrapper + lastFp) || !stack.holds(wrapper + lastPc)) {
            return null;
        }
        long sp = stack.word(wrapper + lastSp);
        if (sp == 0) {
            return new Frame(0, 0, 0);
        }
        long pc = stack.word(wrapper + lastPc);
        if (pc == 0 && !stack.holds(sp - Long.BYTES)) {
            return null;
        }
        // Where no pc was stored, the call out of Java left it below.
        return new Frame(pc != 0 ? pc : stack.word(sp - Long.BYTES), sp, stack.word(wrapper + lastFp));
    }
}
