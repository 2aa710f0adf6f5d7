package dev.xwatch.hotspot;

import dev.xwatch.sys.Library;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * The layout of HotSpot's C++ types as the running JVM describes it to the Serviceability Agent ({@code
 * runtime/vmStructs.cpp}). Fields are named {@code Type::_field}. They come and go between JDKs: callers name every
 * variant they know, and learn by an exception which one they miss. Immutable.
 */
public final class VmStructs {
    /** Beyond the end of any type: what a table says so of is left out. */
    private static final int MAX_OFFSET = 1 << 16;

    private final Map<String, Integer> offsets = new HashMap<>();
    private final Map<String, Long> statics = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private final Map<String, Long> constants = new HashMap<>();

    private VmStructs() {}

    /** @throws HotSpotUnavailableException if the tables are not exported, or make no sense */
    public static VmStructs load(Library libjvm, Memory memory) throws HotSpotUnavailableException {
        return load(libjvm::symbol, memory);
    }

    static VmStructs load(ToLongFunction<String> symbols, Memory memory) throws HotSpotUnavailableException {
        // The tables and the names they point to fill a few dozen pages, but hold thousands of values.
        Memory pages = new PageCache(memory);
        VmStructs structs = new VmStructs();
        try {
            structs.readFields(new VmTable(symbols, pages, "gHotSpotVMStruct", "TypeName"));
            structs.readTypes(new VmTable(symbols, pages, "gHotSpotVMType", "TypeName"));
            structs.readIntConstants(new VmTable(symbols, pages, "gHotSpotVMIntConstant", "Name"));
            structs.readLongConstants(new VmTable(symbols, pages, "gHotSpotVMLongConstant", "Name"));
        } catch (MemoryAccessException e) {
            throw new HotSpotUnavailableException("vmStructs cannot be read: " + e.getMessage(), e);
        }
        return structs;
    }

    private void readFields(VmTable table) throws HotSpotUnavailableException {
        int typeName = table.fieldOffset("TypeName");
        int fieldName = table.fieldOffset("FieldName");
        int isStatic = table.fieldOffset("IsStatic");
        int offset = table.fieldOffset("Offset");
        int address = table.fieldOffset("Address");
        long lastType = 0;
        String prefix = "";
        while (table.next()) {
            if (table.i64(typeName) != lastType) {
                lastType = table.i64(typeName);
                prefix = table.text(typeName) + "::";
            }
            String name = prefix + table.text(fieldName);
            if (table.i32(isStatic) != 0) {
                statics.put(name, table.i64(address));
            } else if (Long.compareUnsigned(table.i64(offset), MAX_OFFSET) < 0) {
                offsets.put(name, (int) table.i64(offset));
            }
        }
    }

    private void readTypes(VmTable table) throws HotSpotUnavailableException {
        int typeName = table.fieldOffset("TypeName");
        int size = table.fieldOffset("Size");
        while (table.next()) {
            sizes.put(table.text(typeName), (int) table.i64(size));
        }
    }

    private void readIntConstants(VmTable table) throws HotSpotUnavailableException {
        int name = table.fieldOffset("Name");
        int value = table.fieldOffset("Value");
        while (table.next()) {
            constants.put(table.text(name), (long) table.i32(value));
        }
    }

    private void readLongConstants(VmTable table) throws HotSpotUnavailableException {
        int name = table.fieldOffset("Name");
        int value = table.fieldOffset("Value");
        while (table.next()) {
            constants.put(table.text(name), table.i64(value));
        }
    }

    /** The offset in bytes of the first of these instance fields that this JVM has. */
    public int offset(String... alternatives) throws HotSpotUnavailableException {
        OptionalInt offset = findOffset(alternatives);
        if (offset.isEmpty()) {
            throw missing("field", alternatives);
        }
        return offset.getAsInt();
    }

    /** As {@link #offset}, empty if this JVM has none of them. */
    public OptionalInt findOffset(String... alternatives) {
        for (String field : alternatives) {
            Integer offset = offsets.get(field);
            if (offset != null) {
                return OptionalInt.of(offset);
            }
        }
        return OptionalInt.empty();
    }

    /** The address of the first of these static fields that this JVM has. */
    public long staticAddress(String... alternatives) throws HotSpotUnavailableException {
        for (String field : alternatives) {
            Long address = statics.get(field);
            if (address != null) {
                return address;
            }
        }
        throw missing("static field", alternatives);
    }

    /** The addresses of all static fields of a type, by their names there. */
    Map<String, Long> staticAddresses(String type) {
        String prefix = type + "::";
        Map<String, Long> found = new TreeMap<>();
        for (Map.Entry<String, Long> field : statics.entrySet()) {
            if (field.getKey().startsWith(prefix)) {
                found.put(field.getKey().substring(prefix.length()), field.getValue());
            }
        }
        return found;
    }

    /** {@code sizeof} a type, in bytes. */
    public int size(String type) throws HotSpotUnavailableException {
        Integer size = sizes.get(type);
        if (size == null) {
            throw missing("type", type);
        }
        if (size < 1 || size > MAX_OFFSET) {
            throw new HotSpotUnavailableException(
                    "this JVM's vmStructs say that a " + type + " has " + size + " bytes");
        }
        return size;
    }

    /** The value of the first of these integer constants or enumerators that this JVM has. */
    public long constant(String... alternatives) throws HotSpotUnavailableException {
        for (String name : alternatives) {
            Long value = constants.get(name);
            if (value != null) {
                return value;
            }
        }
        throw missing("constant", alternatives);
    }

    private static HotSpotUnavailableException missing(String kind, String... alternatives) {
        return new HotSpotUnavailableException(
                "this JVM's vmStructs have no " + kind + " " + String.join(" or ", alternatives));
    }
}
