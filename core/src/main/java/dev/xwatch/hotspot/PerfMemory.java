package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.util.OptionalLong;

/**
 * {@code PerfMemory} ({@code runtime/perfMemory.hpp}): HotSpot's counters for {@code jstat}, which {@code jcmd PID
 * PerfCounter.print} lists. There until the JVM ends, unless it runs with {@code -XX:-UsePerfData}. Thread-safe.
 */
final class PerfMemory {
    /** Several times what any JDK has: a list that goes on is damaged. */
    private static final int MAX_ENTRIES = 10_000;

    private final VmStructs vm;
    private final Memory memory;

    PerfMemory(VmStructs vm, Memory memory) {
        this.vm = vm;
        this.memory = memory;
    }

    /** Where the 8 bytes of a counter are, empty if this JVM has none of that name. */
    OptionalLong find(String name) {
        try {
            return find(memory.u64(vm.staticAddress("PerfMemory::_prologue")), name);
        } catch (HotSpotUnavailableException | MemoryAccessException e) {
            return OptionalLong.empty();
        }
    }

    private OptionalLong find(long prologue, String name) throws HotSpotUnavailableException {
        if (prologue == 0) {
            return OptionalLong.empty();
        }
        int entries = Math.min(MAX_ENTRIES, memory.i32(prologue + vm.offset("PerfDataPrologue::num_entries")));
        int size = vm.size("PerfDataEntry");
        int nameOffset = vm.offset("PerfDataEntry::name_offset");
        int dataOffset = vm.offset("PerfDataEntry::data_offset");
        int entryLength = vm.offset("PerfDataEntry::entry_length");
        long entry = prologue + memory.i32(prologue + vm.offset("PerfDataPrologue::entry_offset"));
        for (int i = 0; i < entries; i++) {
            byte[] fields = memory.bytes(entry, size);
            if (memory.cString(entry + LittleEndian.i32(fields, nameOffset)).equals(name)) {
                return OptionalLong.of(entry + LittleEndian.i32(fields, dataOffset));
            }
            entry += LittleEndian.i32(fields, entryLength);
        }
        return OptionalLong.empty();
    }
}
