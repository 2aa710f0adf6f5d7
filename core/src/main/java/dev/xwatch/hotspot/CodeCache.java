package dev.xwatch.hotspot;

import dev.xwatch.sys.MemoryAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code CodeCache} ({@code code/codeCache.hpp}): where the JIT puts code. It changes while it is read: what is found was
 * there a moment ago. Thread-safe.
 */
public final class CodeCache {
    private final List<CodeHeap> heaps;
    private final CodeBlobs blobs;
    private final NMethods nmethods;

    CodeCache(List<CodeHeap> heaps, CodeBlobs blobs, NMethods nmethods) {
        this.heaps = heaps;
        this.blobs = blobs;
        this.nmethods = nmethods;
    }

    /** One without segmentation, else those for non-nmethods, profiled and non-profiled nmethods. */
    public List<CodeHeap> heaps() {
        return heaps;
    }

    /** Whether an address is reserved for the code cache, used or not. */
    public boolean contains(long pc) {
        return heaps.stream().anyMatch(heap -> heap.contains(pc));
    }

    /** The blob that an address lies in, its header and data included; empty for free space or elsewhere. */
    public Optional<CodeBlob> blobAt(long pc) {
        OptionalLong blob = findBlob(pc);
        if (blob.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(blobs.read(blob.getAsLong())).filter(b -> b.size() > 0 && pc - b.address() < b.size());
        } catch (MemoryAccessException e) {
            return Optional.empty();
        }
    }

    /** The nmethod that an address lies in, its header and data included. */
    public Optional<NMethod> nmethodAt(long pc) {
        OptionalLong blob = findBlob(pc);
        return blob.isEmpty()
                ? Optional.empty()
                : nmethods.read(blob.getAsLong()).filter(n -> pc - n.address() < n.size());
    }

    /** All blobs that are no compiled methods: stubs, and buffers full of them. */
    public List<CodeBlob> stubBlobs() {
        List<CodeBlob> found = new ArrayList<>();
        for (CodeHeap heap : heaps) {
            for (long address : heap.blobs()) {
                try {
                    CodeBlob blob = blobs.read(address);
                    if (!blob.isNMethod() && blob.size() > 0) {
                        found.add(blob);
                    }
                } catch (MemoryAccessException e) {
                    // Gone meanwhile.
                }
            }
        }
        return found;
    }

    private OptionalLong findBlob(long pc) {
        for (CodeHeap heap : heaps) {
            if (heap.contains(pc)) {
                return heap.findBlob(pc);
            }
        }
        return OptionalLong.empty();
    }
}
