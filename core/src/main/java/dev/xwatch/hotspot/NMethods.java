package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code nmethod}s, of all JDKs' layouts, and believes only those that make sense. Thread-safe. */
public final class NMethods {
    /** More than a class has: a list that goes on is none any more. */
    private static final int MAX_OSR_VERSIONS = 10_000;

    private final Memory memory;
    private final List<CodeHeap> heaps;
    private final CodeBlobs blobs;
    private final int nmethodSize;
    private final int method;
    private final int compileId;
    private final int compLevel;
    private final int state;
    private final int entryBci;
    private final int osrEntry;
    private final int osrLink;
    private final Entry entry;
    private final Entry verifiedEntry;

    private interface Entry {
        long of(CodeBlob blob, byte[] fields);
    }

    NMethods(VmStructs vm, Memory memory, List<CodeHeap> heaps, CodeBlobs blobs) throws HotSpotUnavailableException {
        this.memory = memory;
        this.heaps = heaps;
        this.blobs = blobs;
        this.nmethodSize = vm.size("nmethod");
        this.method = vm.offset("nmethod::_method", "CompiledMethod::_method");
        this.compileId = vm.offset("nmethod::_compile_id");
        this.compLevel = vm.offset("nmethod::_comp_level");
        this.state = vm.offset("nmethod::_state");
        this.entryBci = vm.offset("nmethod::_entry_bci");
        this.osrEntry = vm.offset("nmethod::_osr_entry_point");
        this.osrLink = vm.offset("nmethod::_osr_link");
        this.entry = entry(vm, "nmethod::_entry_point", "nmethod::_entry_offset");
        this.verifiedEntry = entry(vm, "nmethod::_verified_entry_point", "nmethod::_verified_entry_offset");
    }

    private static Entry entry(VmStructs vm, String address, String offset) throws HotSpotUnavailableException {
        OptionalInt absolute = vm.findOffset(address);
        if (absolute.isPresent()) {
            int field = absolute.getAsInt();
            return (blob, fields) -> LittleEndian.i64(fields, field);
        }
        // A u2, counted from the first instruction.
        int field = vm.offset(offset);
        return (blob, fields) -> blob.codeBegin() + LittleEndian.u16(fields, field);
    }

    /** The nmethod at an address, as {@code Method::_code} has it; empty if there is none, or none any more. */
    public Optional<NMethod> read(long address) {
        Optional<CodeHeap> heap =
                heaps.stream().filter(h -> h.contains(address)).findFirst();
        if (heap.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] fields = memory.bytes(address, nmethodSize);
            CodeBlob blob = blobs.of(address, fields);
            if (!blob.isNMethod()) {
                return Optional.empty();
            }
            NMethod nmethod = decode(blob, fields);
            return Optional.of(nmethod).filter(n -> isPlausible(n, heap.get()));
        } catch (MemoryAccessException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether an nmethod is still where it was, in use or not; its place may have been given to another. Up to JDK 19 it has
     * lost its method when the class was unloaded, some time before its place is free ({@code nmethod::make_unloaded}).
     */
    public boolean isThere(NMethod nmethod) {
        return read(nmethod.address())
                .filter(now -> now.compileId() == nmethod.compileId()
                        && (now.methodAddress() == nmethod.methodAddress() || now.methodAddress() == 0))
                .isPresent();
    }

    /**
     * The versions that were compiled for loops running in methods of a class, and can be entered there.
     *
     * @param from shows whether there are any
     * @throws MemoryAccessException if the class is gone
     */
    public List<NMethod> osrVersions(InstanceKlass holder, Memory from) {
        List<NMethod> versions = new ArrayList<>();
        long next = holder.osrNMethodsHead(from);
        while (next != 0 && versions.size() < MAX_OSR_VERSIONS) {
            Optional<NMethod> version = read(next);
            if (version.isEmpty()) {
                break; // the list changed while it was read
            }
            versions.add(version.get());
            next = memory.u64(next + osrLink);
        }
        return versions;
    }

    private NMethod decode(CodeBlob blob, byte[] fields) {
        return new NMethod(
                blob.address(),
                LittleEndian.i64(fields, method),
                LittleEndian.i32(fields, compileId),
                // An int up to JDK 22, a byte since: its low byte in both.
                LittleEndian.i8(fields, compLevel),
                NMethodState.of(LittleEndian.i8(fields, state)),
                LittleEndian.i32(fields, entryBci),
                blob.codeBegin(),
                blob.codeEnd(),
                entry.of(blob, fields),
                verifiedEntry.of(blob, fields),
                LittleEndian.i64(fields, osrEntry),
                blob.size(),
                blob.frameSize());
    }

    private static boolean isPlausible(NMethod nmethod, CodeHeap heap) {
        long end = nmethod.address() + nmethod.size();
        return nmethod.size() > 0
                && heap.contains(end - 1)
                && nmethod.codeBegin() > nmethod.address()
                && nmethod.codeBegin() < nmethod.codeEnd()
                && nmethod.codeEnd() <= end
                && nmethod.contains(nmethod.entry())
                && nmethod.contains(nmethod.verifiedEntry());
    }
}
