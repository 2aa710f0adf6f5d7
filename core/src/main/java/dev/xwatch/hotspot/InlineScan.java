package dev.xwatch.hotspot;

import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.util.List;
import java.util.Set;

/** Walks through all compiled code and tells which methods it holds copies of. For one thread. */
public final class InlineScan {
    /** Pages kept at a time: what is close together is read once, and no more memory is taken than 1 MiB. */
    private static final int BLOBS_A_CACHE = 128;

    private final List<CodeHeap> heaps;
    private final PageCache pages;
    private final NMethods nmethods;
    private final InlinedMethods inlined;

    /** Told of each compiled method that is in use. */
    public interface Visitor {
        /** @param inlined the addresses of the methods that it holds copies of */
        void compiled(NMethod nmethod, Set<Long> inlined);
    }

    InlineScan(VmStructs vm, Memory memory, List<CodeHeap> heaps) throws HotSpotUnavailableException {
        this.heaps = heaps;
        this.pages = new PageCache(memory);
        this.nmethods = new NMethods(vm, pages, heaps, new CodeBlobs(vm, pages));
        this.inlined = new InlinedMethods(vm, pages);
    }

    /** Takes some microseconds for each nmethod. What changes meanwhile may be missing. */
    public void run(Visitor visitor) {
        int[] seen = {0};
        for (CodeHeap heap : heaps) {
            heap.forEachBlob(blob -> {
                if (seen[0]++ % BLOBS_A_CACHE == 0) {
                    pages.clear();
                }
                visit(blob, visitor);
            });
        }
        pages.clear();
    }

    private void visit(long blob, Visitor visitor) {
        nmethods.read(blob)
                .filter(nmethod -> nmethod.state() == NMethodState.IN_USE && nmethod.methodAddress() != 0)
                .ifPresent(nmethod -> {
                    try {
                        visitor.compiled(nmethod, inlined.of(nmethod));
                    } catch (MemoryAccessException e) {
                        // It went while it was read.
                    }
                });
    }
}
