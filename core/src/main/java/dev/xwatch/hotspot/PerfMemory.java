package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * {@code PerfMemory} ({@code runtime/perfMemory.hpp}): HotSpot's counters for {@code jstat}, which {@code jcmd PID
 * PerfCounter.print} lists. There until the JVM ends, unless it runs with {@code -XX:-UsePerfData}. Thread-safe.
 */
final class PerfMemory {
    /** Several times what any JDK has: a list that goes on is damaged. */
    private static final int MAX_ENTRIES = 10_000;

    /** {@code PerfDataMemorySize} can be no more. */
    private static final int MAX_BYTES = 1 << 21;

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
        int used = memory.i32(prologue + vm.offset("PerfDataPrologue::used"));
        byte[] all = memory.bytes(prologue, Math.min(MAX_BYTES, used));
        int nameOffset = vm.offset("PerfDataEntry::name_offset");
        int dataOffset = vm.offset("PerfDataEntry::data_offset");
        int entryLength = vm.offset("PerfDataEntry::entry_length");
        int entry = LittleEndian.i32(all, vm.offset("PerfDataPrologue::entry_offset"));
        int entries = Math.min(MAX_ENTRIES, LittleEndian.i32(all, vm.offset("PerfDataPrologue::num_entries")));
        for (int i = 0; i < entries; i++) {
            if (isAt(all, entry + LittleEndian.i32(all, entry + nameOffset), name)) {
                int data = entry + LittleEndian.i32(all, entry + dataOffset);
                return data < 0 || data > all.length - Long.BYTES
                        ? OptionalLong.empty()
                        : OptionalLong.of(prologue + data);
            }
            entry += LittleEndian.i32(all, entry + entryLength);
        }
        return OptionalLong.empty();
    }

    /** Whether a string is there, with the zero at its end. */
    private static boolean isAt(byte[] all, int at, String name) {
        byte[] wanted = (name + '\0').getBytes(StandardCharsets.ISO_8859_1);
        return at >= 0
                && at <= all.length - wanted.length
                && Arrays.equals(all, at, at + wanted.length, wanted, 0, wanted.length);
    }
}
