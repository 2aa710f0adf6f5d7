package dev.xwatch.hotspot;

import dev.xwatch.sys.Memory;

/**
 * Frames of the template interpreter. Where they keep what lies below the two slots that vmStructs name follows from {@code
 * cpu/x86/frame_x86.hpp}, the same since JDK 9.
 */
final class InterpretedFrames {
    private static final int SENDER_SP = -1;
    private static final int LAST_SP = -2;
    private static final int METHOD = -3;
    private static final int BCP = -8;

    private final long codeBegin;
    private final long codeEnd;

    InterpretedFrames(VmStructs vm, Memory memory) throws HotSpotUnavailableException {
        if (vm.constant("frame::interpreter_frame_sender_sp_offset") != SENDER_SP
                || vm.constant("frame::interpreter_frame_last_sp_offset") != LAST_SP) {
            throw new HotSpotUnavailableException("interpreted frames have another layout than is known");
        }
        long code = memory.u64(vm.staticAddress("AbstractInterpreter::_code"));
        codeBegin = memory.u64(code + vm.offset("StubQueue::_stub_buffer"));
        codeEnd = codeBegin + memory.i32(code + vm.offset("StubQueue::_queue_end"));
    }

    /** Whether an address is in the interpreter's code. */
    boolean contains(long pc) {
        return pc >= codeBegin && pc < codeEnd;
    }

    /** Whether all that is read of a frame was captured: below its lowest slot and above it lie only others. */
    static boolean isCaptured(CapturedStack stack, long fp) {
        return stack.holds(fp + (long) BCP * Long.BYTES) && stack.holds(fp + Long.BYTES);
    }

    /** The address of the frame's {@code Method}. */
    static long method(CapturedStack stack, long fp) {
        return slot(stack, fp, METHOD);
    }

    /** The address of the bytecode that it executes, as of its last call; 0 in a native method. */
    static long bcp(CapturedStack stack, long fp) {
        return slot(stack, fp, BCP);
    }

    static long senderSp(CapturedStack stack, long fp) {
        return slot(stack, fp, SENDER_SP);
    }

    static long senderPc(CapturedStack stack, long fp) {
        return slot(stack, fp, 1);
    }

    static long senderFp(CapturedStack stack, long fp) {
        return slot(stack, fp, 0);
    }

    private static long slot(CapturedStack stack, long fp, int index) {
        return stack.word(fp + (long) index * Long.BYTES);
    }
}
