package dev.xwatch.hotspot;

import dev.xwatch.sys.JdkInternals;
import dev.xwatch.sys.Library;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.lang.management.ClassLoadingMXBean;
import java.util.List;

/** The running JVM, as far as it can be read from outside. Thread-safe. */
public final class HotSpot {
    private final VmStructs vmStructs;
    private final Memory memory;
    private final Metadata metadata;
    private final NMethods nmethods;
    private final CodeCache codeCache;
    private final JavaThreads threads;
    private final JavaHeap heap;
    private final Stubs stubs;
    private final Compilations compilations;

    private HotSpot(
            VmStructs vmStructs,
            Memory memory,
            Metadata metadata,
            NMethods nmethods,
            CodeCache codeCache,
            JavaThreads threads,
            JavaHeap heap,
            Stubs stubs,
            Compilations compilations) {
        this.vmStructs = vmStructs;
        this.memory = memory;
        this.metadata = metadata;
        this.nmethods = nmethods;
        this.codeCache = codeCache;
        this.threads = threads;
        this.heap = heap;
        this.stubs = stubs;
        this.compilations = compilations;
    }

    /** @throws HotSpotUnavailableException if this JVM lacks something needed, naming it */
    public static HotSpot open(Library libjvm, Memory memory, JdkInternals internals)
            throws HotSpotUnavailableException {
        VmStructs vm = VmStructs.load(libjvm, memory);
        try {
            List<CodeHeap> heaps = CodeHeap.all(vm, memory);
            CodeBlobs blobs = new CodeBlobs(vm, memory);
            NMethods nmethods = new NMethods(vm, memory, heaps, blobs);
            CodeCache codeCache = new CodeCache(heaps, blobs, nmethods);
            return new HotSpot(
                    vm,
                    memory,
                    new Metadata(vm, memory, internals),
                    nmethods,
                    codeCache,
                    new JavaThreads(vm, memory, internals),
                    new JavaHeap(vm, memory),
                    new Stubs(vm, codeCache, memory),
                    new Compilations(new PerfMemory(vm, memory), memory));
        } catch (MemoryAccessException e) {
            throw new HotSpotUnavailableException("HotSpot's data cannot be read: " + e.getMessage(), e);
        }
    }

    public VmStructs vmStructs() {
        return vmStructs;
    }

    public Metadata metadata() {
        return metadata;
    }

    public NMethods nmethods() {
        return nmethods;
    }

    public CodeCache codeCache() {
        return codeCache;
    }

    public JavaThreads threads() {
        return threads;
    }

    public JavaHeap heap() {
        return heap;
    }

    public Stubs stubs() {
        return stubs;
    }

    public Compilations compilations() {
        return compilations;
    }

    /** A new walk through the compiled code. */
    public InlineScan inlineScan() throws HotSpotUnavailableException {
        return new InlineScan(vmStructs, memory, codeCache.heaps());
    }

    /** A new watcher of class loading, which has seen nothing yet. */
    public ClassWatcher classWatcher(ClassLoadingMXBean classLoading) throws HotSpotUnavailableException {
        return new ClassWatcher(new ClassLoaderDataGraph(vmStructs, memory), metadata, classLoading);
    }
}
