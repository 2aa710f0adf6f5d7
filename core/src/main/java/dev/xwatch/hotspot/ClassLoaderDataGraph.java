package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;
import dev.xwatch.sys.Memory;

/**
 * {@code ClassLoaderDataGraph} ({@code classfile/classLoaderDataGraph.hpp}): the list of all {@code ClassLoaderData}, newest
 * first, each with the list of its classes, newest first. HotSpot adds at the heads without a lock that readers need.
 */
final class ClassLoaderDataGraph {
    private final Memory memory;
    private final long headAddress;
    private final int size;
    private final int next;
    private final int klasses;
    private final Klass.Layout klass;
    private final int initState;
    private final int loaded;

    /** @param klasses the class loaded last, 0 if none yet */
    record ClassLoaderData(long next, long klasses) {}

    ClassLoaderDataGraph(VmStructs vm, Memory memory) throws HotSpotUnavailableException {
        this.memory = memory;
        this.headAddress = vm.staticAddress("ClassLoaderDataGraph::_head");
        this.size = vm.size("ClassLoaderData");
        this.next = vm.offset("ClassLoaderData::_next");
        this.klasses = vm.offset("ClassLoaderData::_klasses");
        this.klass = Klass.Layout.of(vm);
        this.initState = vm.offset("InstanceKlass::_init_state");
        this.loaded = (int) vm.constant("InstanceKlass::loaded");
    }

    /** The address of the newest {@code ClassLoaderData}. */
    long head() {
        return memory.u64(headAddress);
    }

    ClassLoaderData classLoaderData(long address) {
        byte[] fields = memory.bytes(address, size);
        return new ClassLoaderData(LittleEndian.i64(fields, next), LittleEndian.i64(fields, klasses));
    }

    Klass klass(Memory from, long address) {
        return klass.read(from, address);
    }

    /** Whether an instance class is defined; it is in the list while still being parsed, and if that fails at last. */
    boolean isLoaded(Memory from, long klassAddress) {
        return from.u8(klassAddress + initState) >= loaded;
    }
}
