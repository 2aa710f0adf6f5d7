package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;
import dev.xwatch.sys.Memory;
import java.util.HashSet;
import java.util.Set;

/**
 * Which methods an nmethod holds copies of. The compilers record each method whose bytecode they take in as a dependency
 * ({@code Dependencies::evol_method} in {@code code/dependencies.hpp}), because its redefinition makes the code wrong; they
 * do where an agent can redefine classes. Code that was compiled before that has none, and there all methods that its
 * metadata names are taken for inlined, of which some may only be called.
 */
final class InlinedMethods {
    /** The first kind in the stream, which is sorted by kind. */
    private static final int EVOL_METHOD = 1;

    private static final int CHUNK = 512;

    private final Memory memory;
    private final Sections sections;
    private final Unsigned5 unsigned5;

    /** Where the sections of an nmethod are, which moved out of the code cache between 17 and 25. */
    private interface Sections {
        /** The first byte of the dependencies, 0 if there are none. */
        long dependencies(Memory memory, long nmethod);

        long metadata(Memory memory, long nmethod);

        long metadataEnd(Memory memory, long nmethod);
    }

    InlinedMethods(VmStructs vm, Memory memory) throws HotSpotUnavailableException {
        this.memory = memory;
        this.sections =
                vm.findOffset("CodeBlob::_mutable_data").isPresent() ? new MovedOut(vm) : new InTheCodeCache(vm);
        this.unsigned5 = Unsigned5.ofThisJdk();
    }

    /** The addresses of the {@code Method}s, its own not among them. */
    Set<Long> of(NMethod nmethod) {
        long begin = sections.metadata(memory, nmethod.address());
        long bytes = sections.metadataEnd(memory, nmethod.address()) - begin;
        if (bytes <= 0 || bytes > nmethod.size() + (1 << 20)) {
            return Set.of();
        }
        byte[] metadata = memory.bytes(begin, (int) bytes & -Long.BYTES);
        Set<Long> inlined = evolMethods(nmethod, metadata);
        if (inlined.isEmpty()) {
            for (int at = 0; at < metadata.length; at += Long.BYTES) {
                inlined.add(LittleEndian.i64(metadata, at));
            }
        }
        inlined.remove(nmethod.methodAddress());
        return inlined;
    }

    private Set<Long> evolMethods(NMethod nmethod, byte[] metadata) {
        Set<Long> methods = new HashSet<>();
        long dependencies = sections.dependencies(memory, nmethod.address());
        if (dependencies == 0) {
            return methods;
        }
        Unsigned5.Reader stream = unsigned5.reader(memory, dependencies, CHUNK);
        // Each is there once: a stream with more was given back and used again meanwhile.
        for (int most = metadata.length / Long.BYTES; most > 0 && stream.byteValue() == EVOL_METHOD; most--) {
            // Indexes into the metadata, from 1 on.
            int index = (stream.intValue() - 1) * Long.BYTES;
            if (index < 0 || index >= metadata.length) {
                break; // likewise
            }
            methods.add(LittleEndian.i64(metadata, index));
        }
        return methods;
    }

    /** Up to JDK 22 all is in the nmethod. */
    private static final class InTheCodeCache implements Sections {
        private final int dependencies;
        private final int handlerTable;
        private final int metadata;
        private final int scopesDataBegin;

        InTheCodeCache(VmStructs vm) throws HotSpotUnavailableException {
            dependencies = vm.offset("nmethod::_dependencies_offset");
            handlerTable = vm.offset("nmethod::_handler_table_offset");
            metadata = vm.offset("nmethod::_metadata_offset");
            scopesDataBegin = vm.offset("CompiledMethod::_scopes_data_begin");
        }

        @Override
        public long dependencies(Memory memory, long nmethod) {
            int offset = memory.i32(nmethod + dependencies);
            return offset == memory.i32(nmethod + handlerTable) ? 0 : nmethod + offset;
        }

        @Override
        public long metadata(Memory memory, long nmethod) {
            return nmethod + memory.i32(nmethod + metadata);
        }

        @Override
        public long metadataEnd(Memory memory, long nmethod) {
            return memory.u64(nmethod + scopesDataBegin);
        }
    }

    /** Since JDK 25 the dependencies are the first of {@code _immutable_data}, the metadata follow the relocations. */
    private static final class MovedOut implements Sections {
        private final int immutableData;
        private final int nullCheckTable;
        private final int mutableData;
        private final int mutableDataSize;
        private final int relocationSize;

        MovedOut(VmStructs vm) throws HotSpotUnavailableException {
            immutableData = vm.offset("nmethod::_immutable_data");
            nullCheckTable = vm.offset("nmethod::_nul_chk_table_offset");
            mutableData = vm.offset("CodeBlob::_mutable_data");
            mutableDataSize = vm.offset("CodeBlob::_mutable_data_size");
            relocationSize = vm.offset("CodeBlob::_relocation_size");
        }

        @Override
        public long dependencies(Memory memory, long nmethod) {
            return memory.u16(nmethod + nullCheckTable) == 0 ? 0 : memory.u64(nmethod + immutableData);
        }

        @Override
        public long metadata(Memory memory, long nmethod) {
            return memory.u64(nmethod + mutableData) + memory.i32(nmethod + relocationSize);
        }

        @Override
        public long metadataEnd(Memory memory, long nmethod) {
            return memory.u64(nmethod + mutableData) + memory.i32(nmethod + mutableDataSize);
        }
    }
}
