package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;

/** {@code ConstMethod} ({@code oops/constMethod.hpp}): the part of a method that never changes. */
record ConstMethod(ConstantPool constants, int nameIndex, int signatureIndex) {

    record Layout(int size, int constants, int nameIndex, int signatureIndex) {
        static Layout of(VmStructs vm) throws HotSpotUnavailableException {
            return new Layout(
                    vm.size("ConstMethod"),
                    vm.offset("ConstMethod::_constants"),
                    vm.offset("ConstMethod::_name_index"),
                    vm.offset("ConstMethod::_signature_index"));
        }
    }

    static ConstMethod read(Metadata metadata, long address) {
        Layout layout = metadata.constMethod;
        byte[] fields = metadata.memory.bytes(address, layout.size);
        return new ConstMethod(
                new ConstantPool(metadata, LittleEndian.i64(fields, layout.constants)),
                LittleEndian.u16(fields, layout.nameIndex),
                LittleEndian.u16(fields, layout.signatureIndex));
    }

    String name() {
        return constants.symbolAt(nameIndex);
    }

    String signature() {
        return constants.symbolAt(signatureIndex);
    }
}
