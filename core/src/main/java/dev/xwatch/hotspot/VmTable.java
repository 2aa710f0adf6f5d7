package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;
import dev.xwatch.sys.Memory;
import java.util.function.ToLongFunction;

/**
 * One of the arrays of {@code runtime/vmStructs.cpp}, entry by entry. Its address, the size of its entries and where they
 * keep each field are exported symbols; the first entry without a name ends it. For one thread.
 */
final class VmTable {
    /** Several times what any JDK has: a table that goes on is damaged. */
    private static final int MAX_ENTRIES = 20_000;

    private static final int MAX_STRIDE = 1024;

    private final ToLongFunction<String> symbols;
    private final Memory memory;
    private final String name;
    private final int entryName;
    private final byte[] entry;
    private long next;
    private int entries;

    /**
     * @param name the array's symbol without its plural s, for example {@code gHotSpotVMStruct}
     * @param nameField the field that only the end has not, for example {@code TypeName}
     */
    VmTable(ToLongFunction<String> symbols, Memory memory, String name, String nameField)
            throws HotSpotUnavailableException {
        this.symbols = symbols;
        this.memory = memory;
        this.name = name;
        entry = new byte[stride()];
        entryName = fieldOffset(nameField);
        next = variable(name + "s");
    }

    /** Goes on to the next entry, at first to the first one. @return whether there is one */
    boolean next() throws HotSpotUnavailableException {
        if (entries++ == MAX_ENTRIES) {
            throw new HotSpotUnavailableException(name + "s has no end");
        }
        memory.read(next, entry, 0, entry.length);
        next += entry.length;
        return i64(entryName) != 0;
    }

    long i64(int offset) {
        return LittleEndian.i64(entry, offset);
    }

    int i32(int offset) {
        return LittleEndian.i32(entry, offset);
    }

    /** The text that the entry points to. */
    String text(int offset) {
        return memory.cString(i64(offset));
    }

    /** Where an entry keeps a field, for example {@code FieldName}. */
    int fieldOffset(String field) throws HotSpotUnavailableException {
        String symbol = name + "Entry" + field + "Offset";
        long offset = variable(symbol);
        if (offset < 0 || offset > entry.length - Long.BYTES) {
            throw new HotSpotUnavailableException(symbol + " is " + offset + ", outside the entry");
        }
        return (int) offset;
    }

    private int stride() throws HotSpotUnavailableException {
        String symbol = name + "EntryArrayStride";
        long stride = variable(symbol);
        if (stride < Long.BYTES || stride > MAX_STRIDE) {
            throw new HotSpotUnavailableException(symbol + " is " + stride);
        }
        return (int) stride;
    }

    private long variable(String symbol) throws HotSpotUnavailableException {
        long address = symbols.applyAsLong(symbol);
        if (address == 0) {
            throw new HotSpotUnavailableException("libjvm.so exports no " + symbol);
        }
        return memory.u64(address);
    }
}
