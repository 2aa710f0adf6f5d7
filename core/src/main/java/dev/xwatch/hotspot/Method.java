package dev.xwatch.hotspot;

import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.lang.reflect.Modifier;
import java.util.function.Function;

/** {@code Method} ({@code oops/method.hpp}): one version of a declared method. Equal by its address. */
public final class Method {
    private final Metadata metadata;
    private final long address;

    Method(Metadata metadata, long address) {
        this.metadata = metadata;
        this.address = address;
    }

    record Layout(int constMethod, int accessFlags, int code, int intrinsicId) {
        static Layout of(VmStructs vm) throws HotSpotUnavailableException {
            return new Layout(
                    vm.offset("Method::_constMethod"),
                    vm.offset("Method::_access_flags"),
                    vm.offset("Method::_code"),
                    vm.offset("Method::_intrinsic_id"));
        }
    }

    public long address() {
        return address;
    }

    /** As in the class file: {@code <init>} for a constructor, {@code <clinit>} for a static initializer. */
    public String name() {
        return constMethod().name();
    }

    /** The descriptor, for example {@code (ILjava/lang/String;)V}. */
    public String signature() {
        return constMethod().signature();
    }

    public InstanceKlass holder() {
        return constMethod().constants().poolHolder();
    }

    /** For example {@code com.acme.Order.price(int)}, see {@link MethodNames}. */
    public String displayName() {
        ConstMethod constMethod = constMethod();
        return MethodNames.className(constMethod.constants().poolHolder().name()) + "." + constMethod.name()
                + parameters();
    }

    /** The parameter types, for example {@code (int)}, see {@link MethodNames}. */
    public String parameters() {
        return ofDescriptor(MethodNames::parameters);
    }

    /** What its descriptor says. What is none now was one as long as the method was there. */
    <T> T ofDescriptor(Function<String, T> reader) {
        String descriptor = signature();
        try {
            return reader.apply(descriptor);
        } catch (IllegalArgumentException e) {
            throw new MemoryAccessException(address, descriptor.length(), "no method descriptor: " + descriptor);
        }
    }

    public boolean isNative() {
        return Modifier.isNative(accessFlags());
    }

    public boolean isAbstract() {
        return Modifier.isAbstract(accessFlags());
    }

    public boolean isStatic() {
        return Modifier.isStatic(accessFlags());
    }

    /** Whether the compilers know it ({@code vmIntrinsics}), so that they may put code of their own where it is called. */
    public boolean isIntrinsic() {
        return metadata.memory.u16(address + metadata.method.intrinsicId) != 0;
    }

    /** How many calls of it were counted, interpreted or in tiers 2 and 3; an estimate, see {@link InvocationCounters}. */
    public long invocations() {
        return invocations(metadata.memory);
    }

    /** The same, as some other view of the memory shows it. */
    public long invocations(Memory from) {
        return metadata.invocationCounters.count(from, address);
    }

    /** The text of a {@code JVM_CONSTANT_Utf8} entry of its constant pool. */
    String symbolAt(int index) {
        return constMethod().constants().symbolAt(index);
    }

    /** Where {@code Method::_code} is: mapped for as long as the method's class is held. */
    public long codeFieldAddress() {
        return address + metadata.method.code;
    }

    /** The address of the nmethod that calls of this method enter now, 0 if they are interpreted. */
    public long code() {
        return code(metadata.memory);
    }

    /** The same, as some other view of the memory shows it. */
    public long code(Memory from) {
        return from.u64(codeFieldAddress());
    }

    private int accessFlags() {
        // An int up to JDK 23, a u2 since: the flags of the class file are the low 16 bits of both.
        return metadata.memory.u16(address + metadata.method.accessFlags);
    }

    private ConstMethod constMethod() {
        return ConstMethod.read(metadata, metadata.memory.u64(address + metadata.method.constMethod));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Method that && address == that.address;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(address);
    }

    @Override
    public String toString() {
        return "Method 0x" + Long.toHexString(address);
    }
}
