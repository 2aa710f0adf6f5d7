package dev.xwatch.hotspot;

import dev.xwatch.sys.Memory;
import java.util.OptionalInt;

/** What an activation of compiled code looks like, as far as its nmethod says so. Thread-safe. */
final class CompiledFrames {
    private final Memory memory;
    private final int originalPc;
    private final Handler deoptHandler;
    private final Handler deoptMhHandler;
    private final int frameComplete;
    private final boolean frameCompleteIsShort;

    private interface Handler {
        long of(NMethod nmethod);
    }

    CompiledFrames(VmStructs vm, Memory memory) throws HotSpotUnavailableException {
        this.memory = memory;
        originalPc = vm.offset("nmethod::_orig_pc_offset");
        deoptHandler = handler(vm, "CompiledMethod::_deopt_handler_begin", "nmethod::_deopt_handler_offset");
        deoptMhHandler = handler(vm, "CompiledMethod::_deopt_mh_handler_begin", "nmethod::_deopt_mh_handler_offset");
        frameComplete = vm.offset("CodeBlob::_frame_complete_offset");
        // An int as long as a blob kept the addresses of its code.
        frameCompleteIsShort = vm.findOffset("CodeBlob::_code_begin").isEmpty();
    }

    private Handler handler(VmStructs vm, String address, String offset) {
        OptionalInt absolute = vm.findOffset(address);
        if (absolute.isPresent()) {
            return nmethod -> memory.u64(nmethod.address() + absolute.getAsInt());
        }
        OptionalInt relative = vm.findOffset(offset);
        return nmethod ->
                relative.isEmpty() ? 0 : nmethod.address() + memory.i32(nmethod.address() + relative.getAsInt());
    }

    /**
     * Where a deoptimized activation keeps the place it was at, counted from its stack pointer: its callee returns to a
     * handler instead ({@code frame::deoptimize}).
     *
     * @return empty if the address is not that of the handler
     */
    OptionalInt originalPc(NMethod nmethod, long returnAddress) {
        return returnAddress == deoptHandler.of(nmethod) || returnAddress == deoptMhHandler.of(nmethod)
                ? OptionalInt.of(memory.i32(nmethod.address() + originalPc))
                : OptionalInt.empty();
    }

    /** Whether at an instruction the frame has its size; not so in the first ones, nor in the last before a return. */
    boolean isComplete(NMethod nmethod, long instruction) {
        long field = nmethod.address() + frameComplete;
        int complete = frameCompleteIsShort ? (short) memory.u16(field) : memory.i32(field);
        return complete >= 0 && instruction >= nmethod.codeBegin() + complete;
    }
}
