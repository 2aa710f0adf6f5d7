package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a class file's debug information left in HotSpot: behind each {@code ConstMethod} ({@code oops/constMethod.hpp}) its
 * bytecodes and its line numbers and, counted from its end, its other tables. Thread-safe.
 */
final class MethodTables {
    private static final int U2 = Short.BYTES;
    /** More than the largest takes: each of its parts has 65,535 elements at most (JVMS 4.11). */
    private static final int MAX_BYTES = 1 << 21;
    /** {@code MethodParametersElement}: u2 name_cp_index, u2 flags. */
    private static final int METHOD_PARAMETER_BYTES = 2 * U2;
    /** {@code ExceptionTableElement}: u2 start_pc, end_pc, handler_pc, catch_type_index. */
    private static final int EXCEPTION_BYTES = 4 * U2;

    private final Memory memory;
    private final int constMethodField;
    private final int fixedBytes;
    private final int words;
    private final int flags;
    private final int codeSize;
    private final int constants;
    private final int sourceFile;
    private final int localVariableBytes;
    private final int startBci;
    private final int nameIndex;
    private final int slot;
    private final long hasLineNumbers;
    private final long hasLocalVariables;
    private final long hasExceptions;
    private final long hasCheckedExceptions;
    private final long hasMethodParameters;
    private final long hasGenericSignature;
    private final long[] hasAnnotations;

    MethodTables(VmStructs vm, Memory memory) throws HotSpotUnavailableException {
        this.memory = memory;
        constMethodField = vm.offset("Method::_constMethod");
        fixedBytes = vm.size("ConstMethod");
        words = vm.offset("ConstMethod::_constMethod_size");
        flags = vm.offset("ConstMethod::_flags", "ConstMethod::_flags._flags");
        codeSize = vm.offset("ConstMethod::_code_size");
        constants = vm.offset("ConstMethod::_constants");
        sourceFile = vm.offset("ConstantPool::_source_file_name_index");
        localVariableBytes = vm.size("LocalVariableTableElement");
        startBci = vm.offset("LocalVariableTableElement::start_bci");
        nameIndex = vm.offset("LocalVariableTableElement::name_cp_index");
        slot = vm.offset("LocalVariableTableElement::slot");
        hasLineNumbers = flag(vm, "linenumber_table");
        hasLocalVariables = flag(vm, "localvariable_table");
        hasExceptions = flag(vm, "exception_table");
        hasCheckedExceptions = flag(vm, "checked_exceptions");
        hasMethodParameters = flag(vm, "method_parameters");
        hasGenericSignature = flag(vm, "generic_signature");
        hasAnnotations = new long[] {
            flag(vm, "method_annotations"),
            flag(vm, "parameter_annotations"),
            flag(vm, "type_annotations"),
            flag(vm, "default_annotations")
        };
    }

    private static long flag(VmStructs vm, String name) throws HotSpotUnavailableException {
        return vm.constant("ConstMethod::_has_" + name, "ConstMethodFlags::_misc_has_" + name);
    }

    /** @throws MemoryAccessException if the method is gone */
    MethodSource source(Method method) {
        byte[] constMethod = constMethod(method);
        return new MethodSource(
                MethodNames.className(method.holder().name()),
                method.name(),
                sourceFile(method, constMethod),
                lineNumbers(constMethod),
                method.isNative());
    }

    private byte[] constMethod(Method method) {
        long address = constMethodAddress(method);
        long bytes = (long) memory.i32(address + words) * Long.BYTES;
        if (bytes < 0 || bytes > MAX_BYTES) {
            throw new MemoryAccessException(address, 0, "no method of " + bytes + " bytes");
        }
        return memory.bytes(address, (int) bytes);
    }

    long constMethodAddress(Method method) {
        return memory.u64(method.address() + constMethodField);
    }

    /** The part of a {@code ConstMethod} that tells it from any other that may take its place. */
    byte[] fixedPart(long constMethod) {
        return memory.bytes(constMethod, fixedBytes);
    }

    /** Which bytecode of its method an interpreter's pointer is at, -1 if none. */
    int bci(long constMethod, byte[] fixedPart, long bcp) {
        long bci = bcp - constMethod - fixedBytes;
        return bci >= 0 && bci < LittleEndian.u16(fixedPart, codeSize) ? (int) bci : -1;
    }

    private @Nullable String sourceFile(Method method, byte[] constMethod) {
        long pool = LittleEndian.i64(constMethod, constants);
        int index = memory.u16(pool + sourceFile);
        return index == 0 ? null : method.symbolAt(index);
    }

    private LineNumberTable lineNumbers(byte[] constMethod) {
        if ((flags(constMethod) & hasLineNumbers) == 0) {
            return LineNumberTable.NONE;
        }
        int from = fixedBytes + LittleEndian.u16(constMethod, codeSize);
        if (from > constMethod.length) {
            throw new MemoryAccessException(from, 0, "no method, whose code is longer than itself");
        }
        return LineNumberTable.decode(Arrays.copyOfRange(constMethod, from, constMethod.length));
    }

    private long flags(byte[] constMethod) {
        // All that is asked for lies in the first two bytes, whatever the field's width.
        return LittleEndian.u16(constMethod, flags);
    }

    /** The names of the local variables that are there at the first bytecode, the parameters, by their slots. */
    Map<Integer, String> namesAtEntry(Method method) {
        byte[] constMethod = constMethod(method);
        Map<Integer, String> names = new HashMap<>();
        if ((flags(constMethod) & hasLocalVariables) != 0) {
            int lengthAt = localVariablesLengthAt(constMethod);
            int length = LittleEndian.u16(constMethod, lengthAt);
            int start = lengthAt - length * localVariableBytes;
            for (int at = start; at < lengthAt; at += localVariableBytes) {
                if (LittleEndian.u16(constMethod, at + startBci) == 0) {
                    names.put(
                            LittleEndian.u16(constMethod, at + slot),
                            method.symbolAt(LittleEndian.u16(constMethod, at + nameIndex)));
                }
            }
        }
        return names;
    }

    /** Each table lies before its length, a u2, and that before the next table, if the method has one. */
    private int localVariablesLengthAt(byte[] constMethod) {
        long has = flags(constMethod);
        int at = constMethod.length - U2;
        for (long annotations : hasAnnotations) {
            at -= (has & annotations) == 0 ? 0 : Long.BYTES;
        }
        at -= (has & hasGenericSignature) == 0 ? 0 : U2;
        at = before(constMethod, at, has & hasMethodParameters, METHOD_PARAMETER_BYTES);
        at = before(constMethod, at, has & hasCheckedExceptions, U2);
        return before(constMethod, at, has & hasExceptions, EXCEPTION_BYTES);
    }

    private static int before(byte[] constMethod, int lengthAt, long isThere, int elementBytes) {
        return isThere == 0 ? lengthAt : lengthAt - LittleEndian.u16(constMethod, lengthAt) * elementBytes - U2;
    }
}
