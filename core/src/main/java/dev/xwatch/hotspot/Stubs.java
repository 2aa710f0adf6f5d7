package dev.xwatch.hotspot;

import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * HotSpot's own code by name: what {@code StubRoutines} ({@code runtime/stubRoutines.hpp}) points to, where this JVM
 * exports that, and the code cache's blobs that are no compiled methods. Thread-safe.
 */
public final class Stubs {
    /**
     * A piece of it.
     *
     * @param name the field's or the blob's
     * @param isEntry whether calls enter at the address; a buffer that holds many stubs has none at its start
     */
    public record Stub(String name, long address, boolean isEntry) {}

    private final Map<String, Long> fields;
    private final CodeCache codeCache;
    private final Memory memory;

    Stubs(VmStructs vm, CodeCache codeCache, Memory memory) {
        this.fields = vm.staticAddresses("StubRoutines");
        this.codeCache = codeCache;
        this.memory = memory;
    }

    /** All of them, as they are now. */
    public List<Stub> all() {
        List<Stub> stubs = new ArrayList<>();
        fields.forEach((name, field) -> {
            try {
                long entry = memory.u64(field);
                // Not all fields are addresses, and not all stubs are made on every machine.
                if (codeCache.contains(entry)) {
                    stubs.add(new Stub(name.substring(name.startsWith("_") ? 1 : 0), entry, true));
                }
            } catch (MemoryAccessException e) {
                // No field to be read, then.
            }
        });
        codeCache.stubBlobs().forEach(blob -> stubs.add(new Stub(blob.name(), blob.codeBegin(), !isBuffer(blob))));
        return stubs;
    }

    /** {@code BufferBlob}s, which have no frames of their own: the interpreter, adapters, vtable stubs, StubRoutines. */
    private static boolean isBuffer(CodeBlob blob) {
        return blob.frameSize() <= 0;
    }
}
