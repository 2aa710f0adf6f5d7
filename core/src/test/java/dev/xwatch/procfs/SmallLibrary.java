package dev.xwatch.procfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** An ELF file with one segment, and of each kind of section that is read one that is as small as can be. */
final class SmallLibrary {
    private static final int SEGMENTS = 64;
    private static final int SECTIONS = SEGMENTS + 56;
    static final int NAMES = 1;
    private static final int DYNAMIC_SYMBOLS = 2;
    static final int SYMBOLS = 3;
    private static final int VERSIONS = 4;
    static final int DEFINITIONS = 5;
    private static final int COUNT = 6;
    private static final int END = SECTIONS + COUNT * 64;
    private static final String[] STRINGS = {"", "malloc", "V_1.2", "_ZN2os6mallocEm", "old@V_1.1", "new@@V_1.2"};

    private final ByteBuffer file = ByteBuffer.allocate(END + 512).order(ByteOrder.LITTLE_ENDIAN);
    private int at = END;

    private SmallLibrary() {
        file.putInt(0, 0x464c457f).put(4, (byte) 2).put(5, (byte) 1);
        file.putLong(32, SEGMENTS).putShort(56, (short) 1);
        file.putLong(40, SECTIONS).putShort(60, (short) COUNT);
        file.putInt(SEGMENTS, 1).putLong(SEGMENTS + 16, 0x1000).putLong(SEGMENTS + 32, file.capacity());
        section(NAMES, 3, 0, String.join("\0", STRINGS).concat("\0").getBytes(StandardCharsets.ISO_8859_1));
        section(DYNAMIC_SYMBOLS, 11, 0, symbols("", "malloc", "malloc", "_ZN2os6mallocEm"));
        section(SYMBOLS, 2, 0, symbols("", "old@V_1.1", "new@@V_1.2", "_ZN2os6mallocEm"));
        section(VERSIONS, 0x6fffffff, 0, new byte[] {0, 0, 2, 0, 2, (byte) 0x80, 1, 0});
        section(DEFINITIONS, 0x6ffffffd, 1, definition());
    }

    static byte[] bytes() {
        return new SmallLibrary().file.array();
    }

    /** Where a section's header is. */
    static int header(int section) {
        return SECTIONS + section * 64;
    }

    private static int offset(String name) {
        int offset = 0;
        for (int i = 0; !STRINGS[i].equals(name); i++) {
            offset += STRINGS[i].length() + 1;
        }
        return offset;
    }

    private void section(int number, int type, int info, byte[] content) {
        int header = header(number);
        file.putInt(header + 4, type).putLong(header + 24, at).putLong(header + 32, content.length);
        file.putInt(header + 40, NAMES).putInt(header + 44, info);
        file.put(at, content);
        at += content.length;
    }

    private static byte[] symbols(String... names) {
        ByteBuffer table = ByteBuffer.allocate(24 * names.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 1; i < names.length; i++) {
            table.putInt(24 * i, offset(names[i])).put(24 * i + 4, (byte) 2).putShort(24 * i + 6, (short) 1);
            table.putLong(24 * i + 8, 0x1000L + i).putLong(24 * i + 16, 1);
        }
        return table.array();
    }

    private static byte[] definition() {
        ByteBuffer table = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
        return table.putShort(4, (short) 2)
                .putShort(6, (short) 1)
                .putInt(12, 20)
                .putInt(20, offset("V_1.2"))
                .array();
    }
}
