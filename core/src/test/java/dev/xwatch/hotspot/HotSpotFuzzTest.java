package dev.xwatch.hotspot;

import dev.xwatch.fuzz.Bytes;
import dev.xwatch.fuzz.Fuzz;
import dev.xwatch.fuzz.Texts;
import dev.xwatch.sys.JdkInternals;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.lang.invoke.MethodHandles;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** HotSpot's memory, which is used for something else while it is read, and its tables. */
class HotSpotFuzzTest {
    private static final RunningJvm JVM = RunningJvm.INSTANCE;
    private static final FakeCodeCache FAKE = new FakeCodeCache();
    private static final VmStructs VM = JVM.hotspot().vmStructs();

    /** With the pages of this JVM that are looked at for the first time, which are kept. */
    private static final long MOST_BYTES = 16L * Memory.MOST_BYTES;

    private final List<Method> methods = Stream.of(
                    String.class, HashMap.class, ConcurrentHashMap.class, Thread.class, List.class, Object.class)
            .flatMap(type -> JVM.hotspot().metadata().klassOf(type).methods().stream())
            .toList();

    private final List<NMethod> compiled = methods.stream()
            .flatMap(method -> JVM.hotspot().nmethods().read(method.code()).stream())
            .filter(nmethod -> nmethod.methodAddress() != 0)
            .toList();

    private final List<Long> pointers = pointers();

    /** To what readers of metadata and of code go on to. */
    private List<Long> pointers() {
        List<Long> found = new ArrayList<>();
        for (Method method : methods) {
            found.add(method.address());
            found.add(JVM.memory()
                    .u64(method.address()
                            + VM.findOffset("Method::_constMethod").orElseThrow()));
        }
        found.add(methods.get(0).holder().address());
        compiled.forEach(nmethod -> found.addAll(List.of(nmethod.address(), nmethod.verifiedEntry())));
        return found;
    }

    private interface Reader {
        Object read(VmStructs vm, Memory memory) throws HotSpotUnavailableException;
    }

    private void ofThisJvm(String name, Reader reader) {
        Fuzz.of(name, Garbage.of(JVM.memory(), pointers))
                .mayThrow(MemoryAccessException.class)
                .mayAllocate(MOST_BYTES)
                .run(memory -> reader.read(VM, memory));
    }

    @Test
    void tables() {
        Fuzz.of("VmStructs", Garbage.of(FAKE.vm(), FAKE.pointers()))
                .mayThrow(HotSpotUnavailableException.class)
                .run(memory -> VmStructs.load(FAKE.vm()::symbol, memory));
    }

    /** All that makes use of the tables goes by what they say. */
    @Test
    void layouts() {
        Fuzz.of("VmStructs' layouts", Garbage.of(FAKE.vm(), FAKE.pointers()))
                .mayThrow(HotSpotUnavailableException.class, MemoryAccessException.class)
                .run(memory -> walk(VmStructs.load(FAKE.vm()::symbol, memory), FAKE.vm()));
    }

    @Test
    void codeCaches() throws HotSpotUnavailableException {
        VmStructs vm = FAKE.vm().load();
        Fuzz.of("CodeHeaps", Garbage.of(FAKE.vm(), FAKE.pointers()))
                .mayThrow(HotSpotUnavailableException.class, MemoryAccessException.class)
                .run(memory -> CodeHeap.all(vm, memory));
        Fuzz.of("CodeHeap, NMethods, ScopeDescs", Garbage.of(FAKE.vm(), FAKE.pointers(), FAKE::isLasting))
                .mayThrow(HotSpotUnavailableException.class, MemoryAccessException.class)
                .mayAllocate(MOST_BYTES)
                .run(memory -> walk(vm, memory));
    }

    private static Object walk(VmStructs vm, Memory memory) throws HotSpotUnavailableException {
        List<CodeHeap> heaps = CodeHeap.all(vm, memory);
        CodeBlobs blobs = new CodeBlobs(vm, memory);
        NMethods nmethods = new NMethods(vm, memory, heaps, blobs);
        CodeCache codeCache = new CodeCache(heaps, blobs, nmethods);
        Set<Object> found = new HashSet<>(new Stubs(vm, codeCache, memory).all());
        new InlineScan(vm, memory, heaps).run((nmethod, inlined) -> found.addAll(inlined));
        ScopeDescs scopes = new ScopeDescs(vm, memory);
        MemoryAccessException gone = null;
        for (long pc : FAKE.places()) {
            codeCache.blobAt(pc).ifPresent(found::add);
            try {
                codeCache.nmethodAt(pc).ifPresent(nmethod -> found.addAll(scopes.at(nmethod, pc)));
            } catch (MemoryAccessException e) {
                gone = e;
            }
        }
        if (gone != null) {
            throw gone;
        }
        return found;
    }

    @Test
    void classesAndMethods() {
        JdkInternals internals = internals();
        int[] next = {0};
        ofThisJvm("Metadata, Method, Symbol", (vm, memory) -> {
            Metadata metadata = new Metadata(vm, memory, internals);
            Method method =
                    metadata.methodAt(methods.get(next[0]++ % methods.size()).address());
            List<Method> siblings = method.holder().methods();
            return List.of(
                    method.displayName(),
                    method.code(),
                    method.isNative(),
                    method.isIntrinsic(),
                    method.invocations(),
                    siblings.size());
        });
    }

    @Test
    void methodTables() {
        JdkInternals internals = internals();
        int[] next = {0};
        ofThisJvm("MethodTables, LineNumberTable", (vm, memory) -> {
            MethodTables tables = new MethodTables(vm, memory);
            Metadata metadata = new Metadata(vm, memory, internals);
            Method method =
                    metadata.methodAt(methods.get(next[0]++ % methods.size()).address());
            return List.of(tables.source(method).at(7, FrameKind.COMPILED).text(), tables.namesAtEntry(method));
        });
    }

    @Test
    void compiledMethods() {
        int[] next = {0};
        ofThisJvm("ScopeDescs, InlinedMethods", (vm, memory) -> {
            NMethod nmethod = compiled.get(next[0]++ % compiled.size());
            ScopeDescs scopes = new ScopeDescs(vm, memory);
            CompiledFrames frames = new CompiledFrames(vm, memory);
            long pc = nmethod.codeBegin() + next[0] % (nmethod.codeEnd() - nmethod.codeBegin());
            NMethods nmethods =
                    new NMethods(vm, memory, JVM.hotspot().codeCache().heaps(), new CodeBlobs(vm, memory));
            return List.of(
                    new InlinedMethods(vm, memory).of(nmethod),
                    nmethods.osrVersions(methods.get(0).holder(), memory),
                    scopes.at(nmethod, pc),
                    scopes.near(nmethod, pc),
                    frames.originalPc(nmethod, pc),
                    frames.isComplete(nmethod, pc));
        });
    }

    @Test
    void counters() throws HotSpotUnavailableException {
        FakePerfMemory fake = new FakePerfMemory();
        VmStructs vm = fake.vm().load();
        Fuzz.of("PerfMemory", Garbage.of(fake.vm(), fake.pointers()))
                .run(memory -> new PerfMemory(vm, memory).find(FakePerfMemory.SECOND));
    }

    @Test
    void threads() {
        JdkInternals internals = internals();
        ofThisJvm(
                "JavaThreads", (vm, memory) -> new JavaThreads(vm, memory, internals).nativeId(Thread.currentThread()));
    }

    @Test
    void virtualThreads() {
        Assumptions.assumeTrue(JVM.hotspot().virtualThreads().isPresent());
        JdkInternals internals = internals();
        ofThisJvm(
                "VirtualThreads",
                (vm, memory) -> VirtualThreads.of(vm, memory, internals).map(threads -> {
                    threads.newRound();
                    return threads.id(
                            0x1000, new CapturedStack(0x1000, memory.bytes(pointers.get(0), 64)), Long.MAX_VALUE);
                }));
    }

    @Test
    void stacks() throws Exception {
        ParkedThread parked = ParkedThread.start();
        StackUnwinder unwinder = JVM.hotspot().stackUnwinder(pc -> "");
        Fuzz.of("StackUnwinder, stacks", Bytes.like(parked.stack()))
                .mayAllocate(2 * Memory.MOST_BYTES)
                .run(bytes -> {
                    unwinder.newRound();
                    return parked.walk(unwinder, bytes).text();
                });
    }

    @Test
    void codeOnStacks() throws Exception {
        ParkedThread parked = ParkedThread.start();
        JdkInternals internals = internals();
        ofThisJvm("StackUnwinder, code", (vm, memory) -> {
            List<CodeHeap> heaps = JVM.hotspot().codeCache().heaps();
            CodeBlobs blobs = new CodeBlobs(vm, memory);
            NMethods nmethods = new NMethods(vm, memory, heaps, blobs);
            CodePoints points = new CodePoints(
                    new CodeCache(heaps, blobs, nmethods),
                    nmethods,
                    new Metadata(vm, memory, internals),
                    new MethodTables(vm, memory),
                    new ScopeDescs(vm, memory),
                    new CompiledFrames(vm, memory),
                    pc -> "");
            StackUnwinder unwinder = new StackUnwinder(
                    points, new InterpretedFrames(VM, JVM.memory()), new EntryFrames(VM, JVM.memory()));
            return parked.walk(unwinder, parked.stack()).text();
        });
    }

    @Test
    void loadedClasses() throws Exception {
        JdkInternals internals = internals();
        Class<?> alone = MethodHandles.lookup()
                .defineHiddenClass(
                        Objects.requireNonNull(HotSpotFuzzTest.class.getResourceAsStream("Seed.class"))
                                .readAllBytes(),
                        false)
                .lookupClass();
        long loader = JVM.hotspot().metadata().klassOf(alone).classLoaderData();
        long head = VM.staticAddress("ClassLoaderDataGraph::_head");
        long next = loader + VM.offset("ClassLoaderData::_next");
        // As if there were no other.
        Memory only = (address, into, offset, length) -> {
            JVM.memory().read(address, into, offset, length);
            ByteBuffer bytes = ByteBuffer.wrap(into, offset, length).order(ByteOrder.LITTLE_ENDIAN);
            put(bytes, head - address, loader);
            put(bytes, next - address, 0);
        };
        List<Long> all = new ArrayList<>(pointers);
        all.addAll(List.of(loader, JVM.hotspot().metadata().klassOf(alone).address()));
        ClassCounts counts = new ClassCounts(new PerfMemory(VM, JVM.memory()), internals);
        try {
            Fuzz.of("ClassWatcher", Garbage.of(only, all)).run(memory -> {
                try {
                    Metadata metadata = new Metadata(VM, memory, internals);
                    return new ClassWatcher(new ClassLoaderDataGraph(VM, memory), metadata, counts)
                            .scan().stream().findFirst().map(InstanceKlass::name);
                } catch (MemoryAccessException e) {
                    // The offsets of metadata, which are read once, when all begins; and names, of classes that went.
                    return Optional.empty();
                }
            });
        } finally {
            Reference.reachabilityFence(alone);
        }
    }

    private static void put(ByteBuffer bytes, long at, long word) {
        if (at >= 0 && at <= bytes.remaining() - Long.BYTES) {
            bytes.putLong(bytes.position() + (int) at, word);
        }
    }

    @Test
    void lineNumbers() {
        byte[] table = {3 << 3 | 7, (byte) 0xff, (byte) 200, 7, 12, 9, 0};
        Fuzz.of("LineNumberTable", Bytes.like(table, new byte[] {9, 9, 9, 0}))
                .mayThrow(MemoryAccessException.class)
                .mayAllocate(1 << 20)
                .run(bytes -> LineNumberTable.decode(bytes).line(7));
    }

    @Test
    void descriptors() {
        Fuzz.of("MethodNames", Texts.like("(ILjava/lang/String;[[J)V", "()Ljava/util/List;", "([[IZLD;)V"))
                .mayThrow(IllegalArgumentException.class)
                .run(text -> MethodNames.display("a/B$$Lambda+0x00007f448c095980", "m", text));
        Fuzz.of("MethodNames, classes", Texts.like("java/util/Map$Entry", "a/B$$Lambda+0x00007f448c095980"))
                .run(MethodNames::className);
    }

    @Test
    void directives() {
        String one = "Directive:\n matching: a/B.c\n c1 directives:\n  Exclude:false\n\n";
        Fuzz.of("CompilerDirectives", Texts.like(one + one + "Directive: (default)\n", "", one))
                .run(CompilerDirectives::parse);
    }

    @Test
    void arguments() {
        byte[] bytes = new byte[64];
        CapturedStack stack = new CapturedStack(0x1000, bytes);
        Fuzz.of("CompiledArguments", Texts.like("(ILjava/lang/String;[[J)V", "(IIIIIIIJDDCZ)V"))
                .mayThrow(IllegalArgumentException.class)
                // The JDK's parser reads 100,000 parameters, before they are counted; a Symbol has room for two thirds
                // of that.
                .mayAllocate(16 << 20)
                .run(text ->
                        CompiledArguments.of(text, true, Map.of(0, "first")).text(new long[6], 0x1000, stack));
    }

    private static JdkInternals internals() {
        try {
            return JdkInternals.open(JVM.instrumentation());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the JDK's internals", e);
        }
    }
}
