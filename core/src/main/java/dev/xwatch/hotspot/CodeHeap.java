package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * {@code CodeHeap} ({@code memory/heap.hpp}): one of the code cache's parts. It is cut into segments; a map has a byte for
 * each, the distance back to (or towards) the start of the block it belongs to. Thread-safe.
 */
public final class CodeHeap {
    /** {@code CodeHeap::segment_map}: this segment belongs to no block. */
    private static final int FREE = 0xff;

    /** How much of the map is read at once: enough for a block of 64 KiB with the usual segments of 128 bytes. */
    private static final int MAP_BYTES = 512;

    /** {@code CodeCache} has at most 4 ({@code CodeBlobType}); more means that the list is not one. */
    private static final int MAX_HEAPS = 16;

    /** {@code CodeCacheSegmentSize} is a power of two, no less than the alignment of code, and 1024 at most. */
    private static final int LEAST_LOG2 = 4;

    private static final int MOST_LOG2 = 10;

    /** No JVM reserves more ({@code CODE_CACHE_SIZE_LIMIT}). */
    private static final long MOST_BYTES = 1L << 31;

    private final Memory memory;
    private final Layout layout;
    private final long address;
    private final long low;
    private final long reservedEnd;
    private final long segmap;
    private final int log2SegmentSize;

    private CodeHeap(Memory memory, Layout layout, long address) {
        this.memory = memory;
        this.layout = layout;
        this.address = address;
        this.low = memory.u64(address + layout.memory + layout.low);
        this.reservedEnd = memory.u64(address + layout.memory + layout.highBoundary);
        this.segmap = memory.u64(address + layout.segmap + layout.low);
        this.log2SegmentSize = memory.i32(address + layout.log2SegmentSize);
    }

    private record Layout(
            int memory,
            int segmap,
            int log2SegmentSize,
            int low,
            int high,
            int highBoundary,
            int blockLength,
            int blockUsed,
            int blockHeaderSize) {
        static Layout of(VmStructs vm) throws HotSpotUnavailableException {
            return new Layout(
                    vm.offset("CodeHeap::_memory"),
                    vm.offset("CodeHeap::_segmap"),
                    vm.offset("CodeHeap::_log2_segment_size"),
                    vm.offset("VirtualSpace::_low"),
                    vm.offset("VirtualSpace::_high"),
                    vm.offset("VirtualSpace::_high_boundary"),
                    vm.offset("HeapBlock::Header::_length"),
                    vm.offset("HeapBlock::Header::_used"),
                    vm.size("HeapBlock"));
        }
    }

    /** The heaps of {@code CodeCache::_heaps}, made once when the JVM starts. */
    static List<CodeHeap> all(VmStructs vm, Memory memory) throws HotSpotUnavailableException {
        Layout layout = Layout.of(vm);
        long array = memory.u64(vm.staticAddress("CodeCache::_heaps"));
        int count = memory.i32(array + vm.offset("GrowableArrayBase::_len"));
        if (count < 1 || count > MAX_HEAPS) {
            throw new HotSpotUnavailableException("CodeCache::_heaps says that it has " + count + " heaps");
        }
        // All GrowableArrays keep their elements at the same offset; only this one's is exported.
        long data = memory.u64(array + vm.offset("GrowableArray<int>::_data"));
        List<CodeHeap> heaps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CodeHeap heap = new CodeHeap(memory, layout, memory.u64(data + (long) i * Long.BYTES));
            if (!heap.isPlausible()) {
                throw new HotSpotUnavailableException(heap + " of segments of 2^" + heap.log2SegmentSize + " bytes");
            }
            heaps.add(heap);
        }
        return List.copyOf(heaps);
    }

    private boolean isPlausible() {
        return low > 0
                && low < reservedEnd
                && reservedEnd - low <= MOST_BYTES
                && log2SegmentSize >= LEAST_LOG2
                && log2SegmentSize <= MOST_LOG2;
    }

    /** The address after what is committed. Beyond it memory may read as zeros, which would look like blocks. */
    private long end() {
        return Math.min(reservedEnd, memory.u64(address + layout.memory + layout.high));
    }

    /** The first address reserved for it. */
    public long low() {
        return low;
    }

    /** The address after all that is reserved for it; less may be committed. */
    public long reservedEnd() {
        return reservedEnd;
    }

    /** Whether an address is reserved for this heap, used or not. */
    public boolean contains(long pc) {
        return pc >= low && pc < reservedEnd;
    }

    /** The address of the blob whose block an address lies in; empty for free or uncommitted space. */
    OptionalLong findBlob(long pc) {
        try {
            if (pc < low || pc >= end()) {
                return OptionalLong.empty();
            }
            long segment = blockStart((pc - low) >>> log2SegmentSize);
            if (segment < 0) {
                return OptionalLong.empty();
            }
            long block = low + (segment << log2SegmentSize);
            boolean used = memory.u8(block + layout.blockUsed) != 0;
            long blob = block + layout.blockHeaderSize;
            return used && pc >= blob ? OptionalLong.of(blob) : OptionalLong.empty();
        } catch (MemoryAccessException e) {
            return OptionalLong.empty();
        }
    }

    /** The addresses of all blobs, as far as the blocks can be followed while the JVM changes them. */
    List<Long> blobs() {
        // Headers lie close together: each page is read once.
        Memory pages = new PageCache(memory);
        List<Long> blobs = new ArrayList<>();
        try {
            long end = end();
            for (long block = low; block < end; ) {
                // Up to JDK 17 a size_t, later a uint32_t; no block has as many segments as an int can count.
                long segments = Integer.toUnsignedLong(pages.i32(block + layout.blockLength));
                if (segments == 0) {
                    break;
                }
                if (pages.u8(block + layout.blockUsed) != 0) {
                    blobs.add(block + layout.blockHeaderSize);
                }
                block += segments << log2SegmentSize;
            }
        } catch (MemoryAccessException e) {
            // Those that were found are worth having.
        }
        return blobs;
    }

    /** The first segment of the block that a segment belongs to, -1 if none. Moves back only, so it ends. */
    private long blockStart(long segment) {
        long at = segment;
        while (true) {
            long first = Math.max(0, at - MAP_BYTES + 1);
            byte[] map = memory.bytes(segmap + first, (int) (at - first + 1));
            while (at >= first) {
                int back = map[(int) (at - first)] & 0xff;
                if (back == FREE) {
                    return -1;
                }
                if (back == 0) {
                    return at;
                }
                at -= back;
            }
            if (at < 0) {
                return -1;
            }
        }
    }

    /** Tells the address of each blob, in the order of their addresses, as they are when the walk gets there. */
    void forEachBlob(LongConsumer visitor) {
        try {
            long end = end();
            for (long block = low; block < end; ) {
                byte[] header = memory.bytes(block, layout.blockHeaderSize);
                // A size_t where the flag after it is at 8, else 32 bits (JDK 25).
                long segments = layout.blockUsed == Long.BYTES
                        ? LittleEndian.i64(header, 0)
                        : Integer.toUnsignedLong(LittleEndian.i32(header, 0));
                if (segments <= 0 || segments > (end - block) >>> log2SegmentSize) {
                    return; // beyond the last block, or a block that was split or joined just now
                }
                if (LittleEndian.i8(header, layout.blockUsed) != 0) {
                    visitor.accept(block + layout.blockHeaderSize);
                }
                block += segments << log2SegmentSize;
            }
        } catch (MemoryAccessException e) {
            // The heap's memory is never given back; but what cannot be read cannot be walked.
        }
    }

    @Override
    public String toString() {
        return "CodeHeap [0x" + Long.toHexString(low) + ", 0x" + Long.toHexString(reservedEnd) + ")";
    }
}
