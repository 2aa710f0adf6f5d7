package dev.xwatch.hotspot;

/** {@code ConstantPool} ({@code oops/constantPool.hpp}): a header, then one word for each entry. */
record ConstantPool(Metadata metadata, long address) {

    record Layout(int size, int poolHolder) {
        static Layout of(VmStructs vm) throws HotSpotUnavailableException {
            return new Layout(vm.size("ConstantPool"), vm.offset("ConstantPool::_pool_holder"));
        }
    }

    InstanceKlass poolHolder() {
        return metadata.klassAt(metadata.memory.u64(address + metadata.constantPool.poolHolder));
    }

    /** The text of a {@code JVM_CONSTANT_Utf8} entry. */
    String symbolAt(int index) {
        return metadata.symbolText(
                metadata.memory.u64(address + metadata.constantPool.size + (long) index * Long.BYTES));
    }
}
