package dev.xwatch.procfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The segments and symbols of an ELF file for x86_64 ({@code elf.h}). Of our own because symbol versions are needed, and
 * libjvm's sixty thousand symbols in milliseconds: a library is being loaded meanwhile, and its first call must not be
 * missed.
 */
public final class ElfFile {
    private static final int HEADER_BYTES = 64;
    private static final int ELF_MAGIC = 0x464c457f;
    private static final byte ELFCLASS64 = 2;
    private static final byte ELFDATA2LSB = 1;
    private static final int PROGRAM_HEADER_BYTES = 56;
    private static final int SECTION_HEADER_BYTES = 64;
    private static final int SYMBOL_BYTES = 24;
    private static final int VERSION_DEFINITION_BYTES = 20;
    private static final int PT_LOAD = 1;
    private static final int SHT_SYMTAB = 2;
    private static final int SHT_DYNSYM = 11;
    private static final int SHT_GNU_VERDEF = 0x6ffffffd;
    private static final int SHT_GNU_VERSYM = 0x6fffffff;
    private static final int VERSYM_HIDDEN = 0x8000;
    private static final int VER_NDX_GLOBAL = 1;
    private static final long PAGE_MASK = -4096;
    /** No library comes near it; a damaged file's sizes may. */
    private static final long MOST_SECTION_BYTES = 1L << 29;
    /** The names of all symbols, in sizes of their file: some share their ends, but none come near it. */
    private static final int MOST_NAMES = 8;

    private final List<Segment> segments;
    private final List<ElfSymbol> symbols;

    private record Segment(long offset, long address, long fileBytes) {}

    private record Section(int type, long offset, long size, int link, int info) {}

    private ElfFile(List<Segment> segments, List<ElfSymbol> symbols) {
        this.segments = segments;
        this.symbols = symbols;
    }

    /** @throws IOException also if the file is no ELF file for x86_64, or damaged */
    public static ElfFile read(Path path) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            return read(path, file);
        }
    }

    /** @param path what the file is called in errors */
    static ElfFile read(Path path, SeekableByteChannel file) throws IOException {
        try {
            return new Reader(path, file).read();
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException(path + " is damaged: " + e.getMessage(), e);
        }
    }

    /** Those of {@code .dynsym}, with their versions, then those of {@code .symtab}; neither if it was stripped of them. */
    public List<ElfSymbol> symbols() {
        return symbols;
    }

    /**
     * What to add to the addresses in the file, given where a part of it is mapped.
     *
     * @param start where
     * @param offset of the part in the file
     * @return empty if no segment begins in that part's first page, or holds it
     */
    public OptionalLong loadBias(long start, long offset) {
        for (Segment segment : segments) {
            long first = segment.offset & PAGE_MASK;
            if (offset >= first && offset < segment.offset + segment.fileBytes) {
                return OptionalLong.of(start - (segment.address - segment.offset + offset));
            }
        }
        return OptionalLong.empty();
    }

    private static final class Reader {
        private final Path path;
        private final SeekableByteChannel file;
        private final List<Section> sections = new ArrayList<>();
        private long mostNameBytes;

        Reader(Path path, SeekableByteChannel file) throws IOException {
            this.path = path;
            this.file = file;
            mostNameBytes = MOST_NAMES * file.size();
        }

        ElfFile read() throws IOException {
            ByteBuffer header = bytes(0, HEADER_BYTES);
            if (header.getInt(0) != ELF_MAGIC || header.get(4) != ELFCLASS64 || header.get(5) != ELFDATA2LSB) {
                throw new IOException(path + " is no ELF file for x86_64");
            }
            List<Segment> loads = segments(header.getLong(32), Short.toUnsignedInt(header.getShort(56)));
            readSections(header.getLong(40), Short.toUnsignedInt(header.getShort(60)));
            List<ElfSymbol> symbols = new ArrayList<>();
            readSymbols(SHT_DYNSYM, symbols);
            readSymbols(SHT_SYMTAB, symbols);
            return new ElfFile(loads, symbols);
        }

        private List<Segment> segments(long offset, int count) throws IOException {
            ByteBuffer table = bytes(offset, (long) count * PROGRAM_HEADER_BYTES);
            List<Segment> loads = new ArrayList<>();
            for (int at = 0; at < table.limit(); at += PROGRAM_HEADER_BYTES) {
                if (table.getInt(at) == PT_LOAD) {
                    loads.add(new Segment(table.getLong(at + 8), table.getLong(at + 16), table.getLong(at + 32)));
                }
            }
            return loads;
        }

        private void readSections(long offset, int count) throws IOException {
            ByteBuffer table = bytes(offset, (long) count * SECTION_HEADER_BYTES);
            for (int at = 0; at < table.limit(); at += SECTION_HEADER_BYTES) {
                sections.add(new Section(
                        table.getInt(at + 4),
                        table.getLong(at + 24),
                        table.getLong(at + 32),
                        table.getInt(at + 40),
                        table.getInt(at + 44)));
            }
        }

        /** Of each type there is one section at most. */
        private Optional<Section> section(int type) {
            return sections.stream().filter(section -> section.type == type).findFirst();
        }

        private void readSymbols(int type, List<ElfSymbol> into) throws IOException {
            Optional<Section> section = section(type);
            if (section.isPresent()) {
                ByteBuffer table = bytes(section.get());
                ByteBuffer names = bytes(sections.get(section.get().link));
                Versions versions = type == SHT_DYNSYM ? versions(names) : Versions.NONE;
                for (int i = 1; i < table.limit() / SYMBOL_BYTES; i++) {
                    into.add(symbol(table, i * SYMBOL_BYTES, names, versions.of(i)));
                }
            }
        }

        private ElfSymbol symbol(ByteBuffer table, int at, ByteBuffer names, Version version) throws IOException {
            // A linker writes a dynamic symbol's version into its name in .symtab.
            String name = string(names, table.getInt(at));
            int mark = name.indexOf('@');
            boolean isDefault = mark > 0 && name.startsWith("@@", mark);
            return new ElfSymbol(
                    mark > 0 ? name.substring(0, mark) : name,
                    mark > 0 ? name.substring(mark + (isDefault ? 2 : 1)) : version.name,
                    mark > 0 ? isDefault : version.isDefault,
                    switch (table.get(at + 4) & 0xf) {
                        case 1 -> ElfSymbol.Type.DATA;
                        case 2 -> ElfSymbol.Type.FUNCTION;
                        case 6 -> ElfSymbol.Type.THREAD_LOCAL;
                        case 10 -> ElfSymbol.Type.IFUNC;
                        default -> ElfSymbol.Type.OTHER;
                    },
                    table.getShort(at + 6) != 0,
                    table.getLong(at + 8),
                    table.getLong(at + 16));
        }

        private Versions versions(ByteBuffer names) throws IOException {
            Optional<Section> versions = section(SHT_GNU_VERSYM);
            Optional<Section> definitions = section(SHT_GNU_VERDEF);
            return new Versions(
                    versions.isPresent() ? bytes(versions.get()) : ByteBuffer.allocate(0),
                    definitions.isPresent() ? definitions(definitions.get(), names) : Map.of());
        }

        /** {@code Elf64_Verdef}: u16 version, flags, index, count; u32 hash, aux, next. Its first aux has the name. */
        private Map<Integer, String> definitions(Section section, ByteBuffer names) throws IOException {
            ByteBuffer table = bytes(section);
            Map<Integer, String> definitions = new HashMap<>();
            int at = 0;
            for (int i = Math.min(section.info, table.limit() / VERSION_DEFINITION_BYTES); i > 0; i--) {
                definitions.put(
                        Short.toUnsignedInt(table.getShort(at + 4)),
                        string(names, table.getInt(at + table.getInt(at + 12))));
                at += table.getInt(at + 16);
            }
            return definitions;
        }

        private ByteBuffer bytes(Section section) throws IOException {
            return bytes(section.offset, section.size);
        }

        private ByteBuffer bytes(long offset, long size) throws IOException {
            if (offset < 0 || size < 0 || size > MOST_SECTION_BYTES || offset > file.size() - size) {
                throw new IOException(path + " is damaged or cut off: it has no " + size + " bytes at " + offset);
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
            file.position(offset);
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {
                // Files are read in one go, mostly.
            }
            return bytes.flip();
        }

        private String string(ByteBuffer strings, int at) throws IOException {
            int end = at;
            while (strings.get(end) != 0) {
                end++;
            }
            mostNameBytes -= end - at;
            if (mostNameBytes < 0) {
                throw new IOException(path + " is damaged: its names are longer than it is");
            }
            byte[] name = new byte[end - at];
            strings.get(at, name);
            return new String(name, StandardCharsets.ISO_8859_1);
        }
    }

    private record Version(String name, boolean isDefault) {
        static final Version NONE = new Version("", false);
    }

    /** The versions of dynamic symbols: an index for each, and what the indexes stand for. */
    private record Versions(ByteBuffer indexes, Map<Integer, String> defined) {
        static final Versions NONE = new Versions(ByteBuffer.allocate(0), Map.of());

        Version of(int symbol) {
            if ((symbol + 1) * Short.BYTES > indexes.limit()) {
                return Version.NONE;
            }
            int index = Short.toUnsignedInt(indexes.getShort(symbol * Short.BYTES));
            int number = index & ~VERSYM_HIDDEN;
            @Nullable String name = number <= VER_NDX_GLOBAL ? null : defined.get(number);
            return name == null ? Version.NONE : new Version(name, index == number);
        }
    }
}
