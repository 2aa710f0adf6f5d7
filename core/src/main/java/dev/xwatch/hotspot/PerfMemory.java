package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
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

    /** More than any counter's. */
    private static final int MAX_NAME = 256;

    private final Map<String, Long> addresses;

    PerfMemory(VmStructs vm, Memory memory) {
        addresses = addresses(vm, memory);
    }

    /** Where the 8 bytes of a counter are, empty if this JVM had none of that name when this was made. */
    OptionalLong find(String name) {
        Long address = addresses.get(name);
        return address == null ? OptionalLong.empty() : OptionalLong.of(address);
    }

    private static Map<String, Long> addresses(VmStructs vm, Memory memory) {
        try {
            long prologue = memory.u64(vm.staticAddress("PerfMemory::_prologue"));
            return prologue == 0 ? Map.of() : addresses(vm, memory, prologue);
        } catch (HotSpotUnavailableException | MemoryAccessException e) {
            return Map.of();
        }
    }

    private static Map<String, Long> addresses(VmStructs vm, Memory memory, long prologue)
            throws HotSpotUnavailableException {
        Map<String, Long> addresses = new HashMap<>();
        int used = memory.i32(prologue + vm.offset("PerfDataPrologue::used"));
        byte[] all = memory.bytes(prologue, Math.min(MAX_BYTES, used));
        int nameOffset = vm.offset("PerfDataEntry::name_offset");
        int dataOffset = vm.offset("PerfDataEntry::data_offset");
        int entryLength = vm.offset("PerfDataEntry::entry_length");
        int entry = LittleEndian.i32(all, vm.offset("PerfDataPrologue::entry_offset"));
        int entries = Math.min(MAX_ENTRIES, LittleEndian.i32(all, vm.offset("PerfDataPrologue::num_entries")));
        for (int i = 0; i < entries; i++) {
            int data = entry + LittleEndian.i32(all, entry + dataOffset);
            if (data >= 0 && data <= all.length - Long.BYTES) {
                addresses.putIfAbsent(text(all, entry + LittleEndian.i32(all, entry + nameOffset)), prologue + data);
            }
            entry += LittleEndian.i32(all, entry + entryLength);
        }
        return addresses;
    }

    /** Up to a zero byte. */
    private static String text(byte[] all, int from) {
        int end = from;
        while (LittleEndian.i8(all, end) != 0 && end - from < MAX_NAME) {
            end++;
        }
        return new String(all, from, end - from, StandardCharsets.ISO_8859_1);
    }
}
