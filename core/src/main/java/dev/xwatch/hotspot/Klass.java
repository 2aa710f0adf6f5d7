package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;
import dev.xwatch.sys.Memory;

/**
 * {@code Klass} ({@code oops/klass.hpp}) as it was at one moment.
 *
 * @param name the address of its name's {@code Symbol}
 * @param nextLink the class loaded before it by the same {@code ClassLoaderData}, 0 after the oldest
 * @param isInstance false for a class of arrays
 */
record Klass(long address, long name, long classLoaderData, long nextLink, boolean isInstance) {

    record Layout(int size, int name, int classLoaderData, int nextLink, int layoutHelper) {
        static Layout of(VmStructs vm) throws HotSpotUnavailableException {
            return new Layout(
                    vm.size("Klass"),
                    vm.offset("Klass::_name"),
                    vm.offset("Klass::_class_loader_data"),
                    vm.offset("Klass::_next_link"),
                    vm.offset("Klass::_layout_helper"));
        }

        Klass read(Memory memory, long address) {
            byte[] fields = memory.bytes(address, size);
            return new Klass(
                    address,
                    LittleEndian.i64(fields, name),
                    LittleEndian.i64(fields, classLoaderData),
                    LittleEndian.i64(fields, nextLink),
                    // The instance's size for classes with instances, a negative tag for arrays.
                    LittleEndian.i32(fields, layoutHelper) > 0);
        }
    }
}
