package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.util.ArrayList;
import java.util.List;

/**
 * The debug information of nmethods: a table of {@code PcDesc} ({@code code/pcDesc.hpp}), one for each place that can be on a
 * stack, each with the offset of its compressed {@link ScopeDesc}. Thread-safe.
 */
final class ScopeDescs {
    /** Nobody inlines so deep; more is no chain of scopes. */
    private static final int MAX_DEPTH = 1000;

    /** More than any method's debug information: what says so is none. */
    private static final int MAX_BYTES = 1 << 24;

    private final Memory memory;
    private final int pcDescBytes;
    private final int pcOffset;
    private final int scopeOffset;
    private final Sections sections;
    private final Unsigned5 unsigned5 = Unsigned5.ofThisJdk();

    /**
     * Where an nmethod keeps the three parts.
     *
     * @param metadata the addresses of methods, counted from 1
     */
    private record Parts(long pcs, long pcsEnd, long scopes, long scopesEnd, long metadata) {}

    private interface Sections {
        Parts of(long nmethod);
    }

    ScopeDescs(VmStructs vm, Memory memory) throws HotSpotUnavailableException {
        this.memory = memory;
        pcDescBytes = vm.size("PcDesc");
        pcOffset = vm.offset("PcDesc::_pc_offset");
        scopeOffset = vm.offset("PcDesc::_scope_decode_offset");
        sections = vm.findOffset("CompiledMethod::_scopes_data_begin").isPresent() ? within(vm) : apart(vm);
    }

    /** Up to JDK 22 all is part of the nmethod: metadata, scopes, PcDescs, dependencies. */
    private Sections within(VmStructs vm) throws HotSpotUnavailableException {
        int scopes = vm.offset("CompiledMethod::_scopes_data_begin");
        int pcs = vm.offset("nmethod::_scopes_pcs_offset");
        int dependencies = vm.offset("nmethod::_dependencies_offset");
        int metadata = vm.offset("nmethod::_metadata_offset");
        return nmethod -> {
            long pcsBegin = nmethod + memory.i32(nmethod + pcs);
            return new Parts(
                    pcsBegin,
                    nmethod + memory.i32(nmethod + dependencies),
                    memory.u64(nmethod + scopes),
                    pcsBegin,
                    nmethod + memory.i32(nmethod + metadata));
        };
    }

    /** Since JDK 25 what is written once lies in one allocation, PcDescs before scopes, and what may change in another. */
    private Sections apart(VmStructs vm) throws HotSpotUnavailableException {
        int immutable = vm.offset("nmethod::_immutable_data");
        int immutableSize = vm.offset("nmethod::_immutable_data_size");
        int pcs = vm.offset("nmethod::_scopes_pcs_offset");
        int scopes = vm.offset("nmethod::_scopes_data_offset");
        int mutable = vm.offset("CodeBlob::_mutable_data");
        int relocations = vm.offset("CodeBlob::_relocation_size");
        return nmethod -> {
            long data = memory.u64(nmethod + immutable);
            long scopesBegin = data + memory.i32(nmethod + scopes);
            return new Parts(
                    data + memory.i32(nmethod + pcs),
                    scopesBegin,
                    scopesBegin,
                    data + memory.i32(nmethod + immutableSize),
                    memory.u64(nmethod + mutable) + memory.i32(nmethod + relocations));
        };
    }

    /**
     * Whose code the instruction before a return address is.
     *
     * @return the innermost first; empty if there is no PcDesc for just this address
     * @throws MemoryAccessException if the nmethod is gone
     */
    List<ScopeDesc> at(NMethod nmethod, long pc) {
        return find(nmethod, pc, true);
    }

    /** As the debug information of the next safepoint at or after an instruction has it, which may be another's. */
    List<ScopeDesc> near(NMethod nmethod, long pc) {
        return find(nmethod, pc, false);
    }

    private List<ScopeDesc> find(NMethod nmethod, long pc, boolean exact) {
        Parts parts = sections.of(nmethod.address());
        byte[] pcs = section(parts.pcs(), parts.pcsEnd());
        int wanted = (int) (pc - nmethod.codeBegin());
        // Sorted, between a first one of offset -1 and a last one beyond all code.
        for (int at = pcDescBytes; at <= pcs.length - 2 * pcDescBytes; at += pcDescBytes) {
            int offset = LittleEndian.i32(pcs, at + pcOffset);
            if (offset >= wanted) {
                return exact && offset != wanted ? List.of() : chain(parts, LittleEndian.i32(pcs, at + scopeOffset));
            }
        }
        return List.of();
    }

    private List<ScopeDesc> chain(Parts parts, int first) {
        byte[] scopes = section(parts.scopes(), parts.scopesEnd());
        List<ScopeDesc> chain = new ArrayList<>();
        // 0 is DebugInformationRecorder::serialized_null: no scope
        for (int at = first; at != 0; ) {
            if (at < 0 || at >= scopes.length || chain.size() == MAX_DEPTH) {
                throw new MemoryAccessException(parts.scopes(), scopes.length, "no chain of scopes");
            }
            Unsigned5.Reader stream = unsigned5.reader(scopes, at);
            int sender = stream.intValue();
            int method = stream.intValue();
            // Written with 1 added, because it may be -1, InvocationEntryBci.
            int bci = stream.intValue() - 1;
            chain.add(new ScopeDesc(memory.u64(parts.metadata() + (method - 1L) * Long.BYTES), Math.max(bci, 0)));
            at = sender;
        }
        return chain;
    }

    private byte[] section(long from, long to) {
        if (to < from || to - from > MAX_BYTES) {
            throw new MemoryAccessException(from, 0, "no debug information");
        }
        return memory.bytes(from, (int) (to - from));
    }
}
