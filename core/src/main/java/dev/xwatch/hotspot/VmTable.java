package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;
import dev.xwatch.sys.Memory;
import java.util.function.ToLongFunction;

/**
 * One of the arrays of {@code runtime/vmStructs.cpp}. Its address, the size of its entries and where they keep each
 * field are exported symbols; the first entry without a name ends it.
 */
final class VmTable {
    /** Several times what any JDK has: a table that goes on is damaged. */
    private static final int MAX_ENTRIES = 20_000;

    private static final int MAX_STRIDE = 1024;

    private final ToLongFunction<String> symbols;
    private final Memory memory;
    private final String name;

    /** @param name the array's symbol without its plural s, for example {@code gHotSpotVMStruct} */
    VmTable(ToLongFunction<String> symbols, Memory memory, String name) {
        this.symbols = symbols;
        this.memory = memory;
        this.name = name;
    }

    interface Visitor {
        void entry(byte[] entry);
    }

    /** Visits each entry; the array passed is used again for the next one. */
    void forEach(int nameOffset, Visitor visitor) throws HotSpotUnavailableException {
        long address = variable(name + "s");
        byte[] entry = new byte[stride()];
        for (int i = 0; i < MAX_ENTRIES; i++) {
            memory.read(address + (long) i * entry.length, entry, 0, entry.length);
            if (LittleEndian.i64(entry, nameOffset) == 0) {
                return;
            }
            visitor.entry(entry);
        }
        throw new HotSpotUnavailableException(name + "s has no end");
    }

    /** Where an entry keeps a field, for example {@code TypeName}. */
    int fieldOffset(String field) throws HotSpotUnavailableException {
        String symbol = name + "Entry" + field + "Offset";
        long offset = variable(symbol);
        if (offset < 0 || offset > stride() - Long.BYTES) {
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
