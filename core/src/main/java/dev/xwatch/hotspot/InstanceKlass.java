package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code InstanceKlass} ({@code oops/instanceKlass.hpp}): a class or interface. Equal by its address. */
public final class InstanceKlass {
    /** The class file format allows no more (JVMS 4.1, {@code methods_count} is a u2). */
    private static final int MAX_METHODS = 0xffff;

    /** Each redefinition is an operation of its own at a safepoint; reading takes none. */
    private static final int MOST_READINGS = 10;

    private final Metadata metadata;
    private final long address;

    InstanceKlass(Metadata metadata, long address) {
        this.metadata = metadata;
        this.address = address;
    }

    record Layout(int methods, int arrayLength, int arrayData, int osrNMethodsHead) {
        static Layout of(VmStructs vm) throws HotSpotUnavailableException {
            return new Layout(
                    vm.offset("InstanceKlass::_methods"),
                    vm.offset("Array<int>::_length"),
                    vm.offset("Array<Method*>::_data"),
                    vm.offset("InstanceKlass::_osr_nmethods_head"));
        }
    }

    public long address() {
        return address;
    }

    /** The internal form, for example {@code java/util/Map$Entry}; a hidden class's ends in {@code +0x} and its address. */
    public String name() {
        return name(metadata.memory);
    }

    /** The same, read from there. */
    public String name(Memory from) {
        return metadata.symbol.text(from, from.u64(address + metadata.klass.name()));
    }

    /** The address of the {@code ClassLoaderData} of its defining loader; a hidden class may have one of its own. */
    public long classLoaderData() {
        return metadata.memory.u64(address + metadata.klass.classLoaderData());
    }

    /** The methods it declares, constructors and static initializer included; others after a redefinition. */
    public List<Method> methods() {
        Layout layout = metadata.instanceKlass;
        long array = methodsAddress();
        int length = metadata.memory.i32(array + layout.arrayLength);
        if (length < 0 || length > MAX_METHODS) {
            throw new MemoryAccessException(address, layout.methods, "no class: " + length + " methods");
        }
        byte[] pointers = metadata.memory.bytes(array + layout.arrayData, length * Long.BYTES);
        List<Method> methods = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            methods.add(metadata.methodAt(LittleEndian.i64(pointers, i * Long.BYTES)));
        }
        return methods;
    }

    /**
     * What something tells of the methods it declares: of those that it has at the end, too. Redefining or retransforming a
     * class replaces its methods ({@code VM_RedefineClasses} in {@code prims/jvmtiRedefineClasses.cpp}), and frees those that do
     * not run: then all is read again. On the calling thread.
     *
     * @param reader may be asked several times
     * @throws MemoryAccessException if the class is gone, or is redefined each time
     */
    public <T> T ofMethods(Function<List<Method>, T> reader) {
        for (int left = MOST_READINGS; left > 0; left--) {
            long before = methodsAddress();
            try {
                T read = reader.apply(methods());
                if (methodsAddress() == before) {
                    return read;
                }
            } catch (MemoryAccessException e) {
                if (methodsAddress() == before) {
                    throw e;
                }
            }
        }
        throw new MemoryAccessException(address, metadata.instanceKlass.methods, "it is redefined all the time");
    }

    /** The address of its list of methods: another after a redefinition, which replaces them all. */
    public long methodsAddress() {
        return methodsAddress(metadata.memory);
    }

    /** The same, as some other view of the memory shows it. */
    public long methodsAddress(Memory from) {
        return from.u64(address + metadata.instanceKlass.methods);
    }

    /** The address of the nmethod made last of those for loops that were running in its methods, 0 if there is none. */
    long osrNMethodsHead(Memory from) {
        return from.u64(address + metadata.instanceKlass.osrNMethodsHead);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InstanceKlass that && address == that.address;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(address);
    }

    @Override
    public String toString() {
        return "InstanceKlass 0x" + Long.toHexString(address);
    }
}
