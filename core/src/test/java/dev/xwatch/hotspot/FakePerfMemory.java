package dev.xwatch.hotspot;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** HotSpot's counters, two of them, in the memory of a {@link FakeVm}. */
final class FakePerfMemory {
    static final String FIRST = "sun.ci.totalCompiles";
    static final String SECOND = "sun.ci.other";

    private static final int PROLOGUE_BYTES = 32;
    private static final int ENTRY_BYTES = 48;
    private static final int NAME = 16;
    private static final int DATA = 40;

    private final FakeVm vm = new FakeVm();
    private final int prologue = vm.allocate(PROLOGUE_BYTES + 2 * ENTRY_BYTES);

    FakePerfMemory() {
        vm.field("PerfDataPrologue", "used", 8).field("PerfDataPrologue", "entry_offset", 12);
        vm.field("PerfDataPrologue", "num_entries", 16).field("PerfDataEntry", "entry_length", 0);
        vm.field("PerfDataEntry", "name_offset", 4).field("PerfDataEntry", "data_offset", 8);
        int pointer = vm.allocate(Long.BYTES);
        vm.staticField("PerfMemory", "_prologue", FakeVm.BASE + pointer);
        vm.bytes().putLong(pointer, address());
        used(PROLOGUE_BYTES + 2 * ENTRY_BYTES);
        vm.bytes().putInt(prologue + 12, PROLOGUE_BYTES).putInt(prologue + 16, 2);
        entry(0, FIRST);
        entry(1, SECOND);
    }

    private void entry(int number, String name) {
        int at = prologue + PROLOGUE_BYTES + number * ENTRY_BYTES;
        vm.bytes().putInt(at, ENTRY_BYTES).putInt(at + 4, NAME).putInt(at + 8, DATA);
        vm.bytes().put(at + NAME, name.getBytes(StandardCharsets.US_ASCII));
    }

    /** How large it says that it is. */
    void used(int bytes) {
        vm.bytes().putInt(prologue + 8, bytes);
    }

    /** Where the second counter's value lies, from its entry on. */
    void secondData(int offset) {
        vm.bytes().putInt(prologue + PROLOGUE_BYTES + ENTRY_BYTES + 8, offset);
    }

    FakeVm vm() {
        return vm;
    }

    long address() {
        return FakeVm.BASE + prologue;
    }

    List<Long> pointers() {
        return List.of(address(), address() + PROLOGUE_BYTES);
    }
}
