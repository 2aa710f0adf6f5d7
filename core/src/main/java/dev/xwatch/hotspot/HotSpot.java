package dev.xwatch.hotspot;

import dev.xwatch.sys.JdkInternals;
import dev.xwatch.sys.Library;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

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
    private final ClassCounts classCounts;
    private final JdkInternals internals;

    private HotSpot(
            VmStructs vmStructs,
            Memory memory,
            Metadata metadata,
            NMethods nmethods,
            CodeCache codeCache,
            JavaThreads threads,
            JavaHeap heap,
            Stubs stubs,
            Compilations compilations,
            ClassCounts classCounts,
            JdkInternals internals) {
        this.vmStructs = vmStructs;
        this.memory = memory;
        this.metadata = metadata;
        this.nmethods = nmethods;
        this.codeCache = codeCache;
        this.threads = threads;
        this.heap = heap;
        this.stubs = stubs;
        this.compilations = compilations;
        this.classCounts = classCounts;
        this.internals = internals;
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
            PerfMemory perf = new PerfMemory(vm, memory);
            return new HotSpot(
                    vm,
                    memory,
                    new Metadata(vm, memory, internals),
                    nmethods,
                    codeCache,
                    new JavaThreads(vm, memory, internals),
                    new JavaHeap(vm, memory),
                    new Stubs(vm, codeCache, memory),
                    new Compilations(perf, memory),
                    new ClassCounts(perf, internals),
                    internals);
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

    public ClassCounts classCounts() {
        return classCounts;
    }

    /** Tells virtual threads, for one thread; empty where they cannot be told, or there are none. */
    public Optional<VirtualThreads> virtualThreads() {
        return VirtualThreads.of(vmStructs, memory, internals);
    }

    /** For many reads close to each other, at one moment. */
    public PageCache pageCache() {
        return new PageCache(memory);
    }

    /** A new walk through the compiled code. */
    public InlineScan inlineScan() throws HotSpotUnavailableException {
        return new InlineScan(vmStructs, memory, codeCache.heaps());
    }

    /**
     * What hits of a method say of it.
     *
     * @throws HotSpotUnavailableException if this JVM lacks something needed, naming it
     */
    public MethodEntry methodEntry(Method method) throws HotSpotUnavailableException {
        MethodTables tables = new MethodTables(vmStructs, memory);
        return new MethodEntry(
                tables.source(method).at(0, FrameKind.COMPILED),
                method.ofDescriptor(descriptor ->
                        CompiledArguments.of(descriptor, method.isStatic(), tables.namesAtEntry(method))));
    }

    /**
     * A new unwinder of stacks, for one thread.
     *
     * @param nativePlaces names code outside the code cache, such as {@code libc.so.6+0x123}
     * @throws HotSpotUnavailableException if this JVM lacks something needed, naming it
     */
    public StackUnwinder stackUnwinder(LongFunction<String> nativePlaces) throws HotSpotUnavailableException {
        CodePoints points = new CodePoints(
                codeCache,
                nmethods,
                metadata,
                new MethodTables(vmStructs, memory),
                new ScopeDescs(vmStructs, memory),
                new CompiledFrames(vmStructs, memory),
                nativePlaces);
        return new StackUnwinder(points, new InterpretedFrames(vmStructs, memory), new EntryFrames(vmStructs, memory));
    }

    /** A new watcher of class loading, which has seen nothing yet. */
    public ClassWatcher classWatcher() throws HotSpotUnavailableException {
        return new ClassWatcher(new ClassLoaderDataGraph(vmStructs, memory), metadata, classCounts);
    }
}
