package dev.xwatch.hotspot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A code cache of one heap, with compiled methods, one of them for a loop, and a stub, in the memory of a {@link FakeVm}. */
final class FakeCodeCache {
    private static final int SEGMENT_BYTES = 128;
    private static final int SEGMENTS = 32;
    private static final int HEADER_BYTES = 16;
    private static final int BLOB_SEGMENTS = 4;
    private static final int HEAP_BYTES = 192;
    private static final int CODE = 256;
    private static final int METHOD = 0x4000;

    /** As {@link Unsigned5} has it. */
    private static final byte ZERO = (byte) (Runtime.version().feature() < 20 ? 0 : 1);

    private final FakeVm vm = new FakeVm();
    private final List<Long> pointers = new ArrayList<>();
    private final long heap;
    private long low;
    private int segment;

    FakeCodeCache() {
        layout();
        heap = address(HEAP_BYTES);
        long heaps = address(16);
        long array = address(8);
        vm.bytes().putInt(index(heaps), 1).putLong(index(heaps) + 8, array).putLong(index(array), heap);
        vm.staticField("CodeCache", "_heaps", pointerTo(heaps));
        space();
        blob("nmethod", 0);
        long compiled = blob("nmethod", 0);
        long loop = blob("nmethod", compiled);
        long stub = blob("a stub", 0);
        vm.bytes().putLong(index(stub) + 12, 2);
        vm.staticField("StubRoutines", "_stub", pointerTo(stub + CODE));
        pointers.addAll(List.of(heap, heaps, array, compiled, loop, stub, stub + CODE));
    }

    private void layout() {
        vm.type("HeapBlock", HEADER_BYTES)
                .type("CodeBlob", 40)
                .type("nmethod", 192)
                .type("PcDesc", 16);
        vm.field("CodeHeap", "_memory", 0)
                .field("CodeHeap", "_segmap", 64)
                .field("CodeHeap", "_log2_segment_size", 128);
        vm.field("VirtualSpace", "_low", 0)
                .field("VirtualSpace", "_high", 8)
                .field("VirtualSpace", "_high_boundary", 16);
        vm.field("HeapBlock::Header", "_length", 0).field("HeapBlock::Header", "_used", 8);
        vm.field("GrowableArrayBase", "_len", 0).field("GrowableArray<int>", "_data", 8);
        vm.field("CodeBlob", "_name", 0).field("CodeBlob", "_size", 8).field("CodeBlob", "_frame_size", 12);
        vm.field("CodeBlob", "_code_begin", 16).field("CodeBlob", "_code_end", 24);
        String[] words = {"_method", "_osr_entry_point", "_osr_link", "_entry_point", "_verified_entry_point"};
        for (int i = 0; i < words.length; i++) {
            vm.field("nmethod", words[i], 40 + 8 * i);
        }
        String[] ints = {
            "_compile_id",
            "_comp_level",
            "_state",
            "_entry_bci",
            "_dependencies_offset",
            "_handler_table_offset",
            "_metadata_offset",
            "_scopes_pcs_offset"
        };
        for (int i = 0; i < ints.length; i++) {
            vm.field("nmethod", ints[i], 80 + 4 * i);
        }
        vm.field("CompiledMethod", "_scopes_data_begin", 112);
        vm.field("PcDesc", "_pc_offset", 0).field("PcDesc", "_scope_decode_offset", 4);
    }

    /** With its map of segments. */
    private void space() {
        low = address(SEGMENT_BYTES * SEGMENTS);
        long high = low + SEGMENT_BYTES * SEGMENTS;
        long map = address(SEGMENTS);
        vm.bytes().putLong(index(heap), low).putLong(index(heap) + 8, high).putLong(index(heap) + 16, high);
        vm.bytes().putLong(index(heap) + 64, map).putInt(index(heap) + 128, 7);
        for (int i = 0; i < SEGMENTS; i++) {
            vm.bytes().put(index(map) + i, (byte) (i < 4 * BLOB_SEGMENTS ? i % BLOB_SEGMENTS : 0xff));
        }
    }

    /** The next block. Its code, two places in it, inlined methods, dependencies and scopes follow the fields. */
    private long blob(String name, long osrLink) {
        long block = low + (long) SEGMENT_BYTES * segment;
        segment += BLOB_SEGMENTS;
        vm.bytes().putLong(index(block), BLOB_SEGMENTS).put(index(block) + 8, (byte) 1);
        long blob = block + HEADER_BYTES;
        int at = index(blob);
        vm.bytes().putLong(at, vm.string(name)).putInt(at + 8, BLOB_SEGMENTS * SEGMENT_BYTES - HEADER_BYTES);
        vm.bytes().putInt(at + 12, 4).putLong(at + 16, blob + CODE).putLong(at + 24, blob + CODE + 64);
        vm.bytes().putLong(at + 40, METHOD).putLong(at + 48, blob + CODE).putLong(at + 56, osrLink);
        vm.bytes().putLong(at + 64, blob + CODE).putLong(at + 72, blob + CODE + 8);
        vm.bytes().putInt(at + 80, segment).putInt(at + 84, 4).putInt(at + 92, osrLink == 0 ? -1 : 5);
        int metadata = CODE + 64;
        int scopes = metadata + 16;
        int pcs = scopes + 16;
        int dependencies = pcs + 48;
        vm.bytes().putInt(at + 96, dependencies).putInt(at + 100, dependencies + 8);
        vm.bytes().putInt(at + 104, metadata).putInt(at + 108, pcs).putLong(at + 112, blob + scopes);
        vm.bytes().putLong(at + metadata, METHOD).putLong(at + metadata + 8, METHOD + 64);
        // No sender, the first method, a bytecode; and the first method inlined.
        vm.bytes().put(at + scopes + 1, new byte[] {ZERO, (byte) (ZERO + 1), (byte) (ZERO + 3)});
        vm.bytes().putInt(at + pcs, -1).putInt(at + pcs + 16, 16).putInt(at + pcs + 20, 1);
        vm.bytes().putInt(at + pcs + 32, 1000);
        vm.bytes().put(at + dependencies, new byte[] {1, (byte) (ZERO + 1), 0});
        return blob;
    }

    private long address(int bytes) {
        return FakeVm.BASE + vm.allocate(bytes);
    }

    private long pointerTo(long address) {
        long pointer = address(8);
        vm.bytes().putLong(index(pointer), address);
        return pointer;
    }

    private static int index(long address) {
        return (int) (address - FakeVm.BASE);
    }

    void log2SegmentSize(int log2) {
        vm.bytes().putInt(index(heap) + 128, log2);
    }

    /** The nmethod that was compiled for calls. */
    long compiled() {
        return pointers.get(3);
    }

    FakeVm vm() {
        return vm;
    }

    /** Where something of it is. */
    List<Long> pointers() {
        return pointers;
    }

    /** Of the whole heap, one in each 200 bytes. */
    List<Long> places() {
        return LongStream.range(0, SEGMENT_BYTES * SEGMENTS / 200)
                .mapToObj(i -> low + 200 * i)
                .toList();
    }

    /** Whether it is where the JVM says, as long as it runs, where the heap is. */
    boolean isLasting(long address) {
        return address >= heap && address < heap + HEAP_BYTES;
    }
}
