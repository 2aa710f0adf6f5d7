package dev.xwatch.hotspot;

import dev.xwatch.sys.JdkInternals;
import dev.xwatch.sys.Memory;

/**
 * What HotSpot keeps of classes and methods ({@code oops/metadata.hpp} and its subclasses), by address. Objects made here
 * read memory at each call and throw {@link dev.xwatch.sys.MemoryAccessException} once their class is unloaded and its
 * memory given back; memory used again by then reads as something else. Thread-safe.
 */
public final class Metadata {
    private final JdkInternals internals;
    private final long klassOffset;

    final Memory memory;
    final Symbol symbol;
    final Klass.Layout klass;
    final InstanceKlass.Layout instanceKlass;
    final Method.Layout method;
    final ConstMethod.Layout constMethod;
    final ConstantPool.Layout constantPool;
    final InvocationCounters invocationCounters;

    Metadata(VmStructs vm, Memory memory, JdkInternals internals) throws HotSpotUnavailableException {
        this.memory = memory;
        this.internals = internals;
        this.klassOffset = memory.i32(vm.staticAddress("java_lang_Class::_klass_offset"));
        this.symbol = new Symbol(vm);
        this.klass = Klass.Layout.of(vm);
        this.instanceKlass = InstanceKlass.Layout.of(vm);
        this.method = Method.Layout.of(vm);
        this.constMethod = ConstMethod.Layout.of(vm);
        this.constantPool = ConstantPool.Layout.of(vm);
        this.invocationCounters = new InvocationCounters(vm);
    }

    /** @throws IllegalArgumentException for an array or a primitive type, which declare no methods */
    public InstanceKlass klassOf(Class<?> type) {
        if (type.isArray() || type.isPrimitive()) {
            throw new IllegalArgumentException(type + " declares no methods");
        }
        return klassAt(internals.getLong(type, klassOffset));
    }

    public InstanceKlass klassAt(long address) {
        return new InstanceKlass(this, address);
    }

    public Method methodAt(long address) {
        return new Method(this, address);
    }

    String symbolText(long address) {
        return symbol.text(memory, address);
    }
}
