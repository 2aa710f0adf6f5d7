package dev.xwatch.hotspot;

import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Memory of one mapping, nothing around it, and in it the tables of a JVM whose layout a test chooses. */
final class FakeVm implements Memory {
    static final long BASE = 0x7000_0000_0000L;
    static final int SIZE = 64 * PageCache.PAGE;

    /** Not the layout of any JDK: fields in another order, with gaps. */
    private static final int STRUCT_STRIDE = 64;

    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private final Map<String, Long> symbols = new HashMap<>();
    private int allocated = PageCache.PAGE;

    private final Table structs =
            new Table("gHotSpotVMStruct", "TypeName", "FieldName", "IsStatic", "Offset", "Address");
    private final Table types = new Table("gHotSpotVMType", "TypeName", "Size");
    private final Table ints = new Table("gHotSpotVMIntConstant", "Name", "Value");
    private final Table longs = new Table("gHotSpotVMLongConstant", "Name", "Value");

    private final class Table {
        private final int start = allocate(STRUCT_STRIDE * 100);
        private int entries;

        Table(String name, String... fields) {
            variable(name + "s", BASE + start);
            variable(name + "EntryArrayStride", STRUCT_STRIDE);
            for (int i = 0; i < fields.length; i++) {
                variable(name + "Entry" + fields[i] + "Offset", 8L * (fields.length - 1 - i));
            }
        }

        /** The values in the order in which the table's fields were named. */
        void add(long... values) {
            for (int i = 0; i < values.length; i++) {
                bytes.putLong(start + STRUCT_STRIDE * entries + 8 * (values.length - 1 - i), values[i]);
            }
            entries++;
        }
    }

    void variable(String symbol, long value) {
        int at = allocate(8);
        symbols.put(symbol, BASE + at);
        bytes.putLong(at, value);
    }

    void remove(String symbol) {
        symbols.remove(symbol);
    }

    FakeVm field(String type, String name, int offset) {
        structs.add(string(type), string(name), 0, offset, 0);
        return this;
    }

    FakeVm staticField(String type, String name, long address) {
        structs.add(string(type), string(name), 1, 0, address);
        return this;
    }

    FakeVm type(String name, int size) {
        types.add(string(name), size);
        return this;
    }

    FakeVm intConstant(String name, int value) {
        ints.add(string(name), value & 0xffff_ffffL);
        return this;
    }

    FakeVm longConstant(String name, long value) {
        longs.add(string(name), value);
        return this;
    }

    VmStructs load() throws HotSpotUnavailableException {
        return VmStructs.load(this::symbol, this);
    }

    long symbol(String name) {
        return symbols.getOrDefault(name, 0L);
    }

    /** The address of a new zero-terminated string. */
    long string(String text) {
        byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);
        int at = allocate(latin1.length + 1);
        bytes.put(at, latin1);
        return BASE + at;
    }

    int allocate(int size) {
        int at = allocated;
        allocated += (size + 7) & ~7;
        return at;
    }

    /** The mapping's bytes: the address is {@link #BASE} plus the index. */
    ByteBuffer bytes() {
        return bytes;
    }

    @Override
    public void read(long address, byte[] into, int offset, int length) {
        long from = address - BASE;
        if (from < 0 || from + length > SIZE) {
            throw new MemoryAccessException(address, length, "outside the test's mapping");
        }
        bytes.get((int) from, into, offset, length);
    }
}
