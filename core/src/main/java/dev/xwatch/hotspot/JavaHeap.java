package dev.xwatch.hotspot;

import dev.xwatch.procfs.MemoryMaps;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * {@code CollectedHeap} ({@code gc/shared/collectedHeap.hpp}): where Java objects live, and move about. Thread-safe.
 */
public final class JavaHeap {
    /** What ZGC names its mappings, which it does not tell CollectedHeap of. */
    private static final String ZGC_MAPPING = "java_heap";

    private final Memory memory;
    private final long reserved;
    private final int start;
    private final int wordSize;

    JavaHeap(VmStructs vm, Memory memory) throws HotSpotUnavailableException {
        this.memory = memory;
        OptionalInt field = vm.findOffset("CollectedHeap::_reserved");
        reserved = field.isPresent() ? memory.u64(vm.staticAddress("Universe::_collectedHeap")) + field.getAsInt() : 0;
        start = vm.offset("MemRegion::_start");
        wordSize = vm.offset("MemRegion::_word_size");
    }

    /** Whether an address is reserved for Java objects, used or not. */
    public boolean contains(long address) {
        return isReserved(address) || isMappedByZgc(address);
    }

    private boolean isReserved(long address) {
        if (reserved == 0) {
            return false;
        }
        try {
            long from = memory.u64(reserved + start);
            return address >= from && address < from + memory.u64(reserved + wordSize) * Long.BYTES;
        } catch (MemoryAccessException e) {
            return false;
        }
    }

    private static boolean isMappedByZgc(long address) {
        try {
            return MemoryMaps.self()
                    .find(address)
                    .filter(region -> region.path().contains(ZGC_MAPPING))
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
