package dev.xwatch.watch;

import dev.xwatch.hotspot.HotSpot;
import dev.xwatch.hotspot.NMethod;
import dev.xwatch.procfs.MemoryMaps;
import dev.xwatch.procfs.MemoryRegion;
import dev.xwatch.sys.MemoryAccessException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which code an instruction belongs to: a compiled method, or a place in a library. For the decoding thread. */
final class CodePlaces {
    /** The same few instructions hit again and again; but code comes and goes. */
    private static final long REMEMBER_NANOS = 1_000_000_000;

    /**
     * A piece of code.
     *
     * @param name {@code com.acme.Order.price(int)} or {@code libc.so.6+0x1234}, empty if unknown
     * @param compileId of a compiled method, else 0
     * @param tier of a compiled method, else 0
     */
    record CodePlace(String name, int compileId, int tier) {}

    private final Optional<HotSpot> hotspot;
    private final Map<Long, CodePlace> known = new HashMap<>();
    private long rememberedNanos = System.nanoTime();

    CodePlaces(Optional<HotSpot> hotspot) {
        this.hotspot = hotspot;
    }

    CodePlace at(long instructionPointer) {
        long now = System.nanoTime();
        if (now - rememberedNanos > REMEMBER_NANOS) {
            known.clear();
            rememberedNanos = now;
        }
        return known.computeIfAbsent(instructionPointer, this::find);
    }

    /** Whether an nmethod is where it was, and no other is in its place. */
    boolean isThere(NMethod nmethod) {
        return hotspot.isPresent() && hotspot.get().nmethods().isThere(nmethod);
    }

    private CodePlace find(long instructionPointer) {
        return hotspot.flatMap(vm -> compiled(vm, instructionPointer)).orElseGet(() -> mapped(instructionPointer));
    }

    private static Optional<CodePlace> compiled(HotSpot vm, long instructionPointer) {
        try {
            return vm.codeCache()
                    .nmethodAt(instructionPointer)
                    .filter(nmethod -> nmethod.contains(instructionPointer))
                    .map(nmethod -> new CodePlace(name(vm, nmethod), nmethod.compileId(), nmethod.tier()));
        } catch (MemoryAccessException e) {
            return Optional.empty(); // the method was unloaded meanwhile
        }
    }

    private static String name(HotSpot vm, NMethod nmethod) {
        return vm.metadata().methodAt(nmethod.methodAddress()).displayName();
    }

    private static CodePlace mapped(long instructionPointer) {
        String name = "";
        try {
            name = MemoryMaps.self()
                    .find(instructionPointer)
                    .map(region -> describe(region, instructionPointer))
                    .orElse("");
        } catch (IOException e) {
            // Not known then.
        }
        return new CodePlace(name, 0, 0);
    }

    private static String describe(MemoryRegion region, long instructionPointer) {
        String file = region.path().substring(region.path().lastIndexOf('/') + 1);
        long offset = instructionPointer - region.start() + region.offset();
        return (file.isEmpty() ? "anonymous mapping" : file) + "+0x" + Long.toHexString(offset);
    }
}
