package dev.xwatch.watch;

import dev.xwatch.fuzz.Bytes;
import dev.xwatch.fuzz.Fuzz;
import dev.xwatch.fuzz.Texts;
import dev.xwatch.perf.PerfRecord;
import dev.xwatch.procfs.ElfSymbol;
import dev.xwatch.procfs.MemoryMaps;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users write, and names of libraries, symbols and mappings. */
class WatchFuzzTest {
    private static final List<String> PATHS =
            List.of("[anon:jit]", "/memfd:jit (deleted)", "/usr/lib/libz.so.1", "//anon", "aaaa/".repeat(40));

    /** All names that somebody could mean with all that could be there. */
    private static boolean isMet(WatchSpec spec) {
        boolean isMet = !spec.canonical().isEmpty() && spec.kind() != null;
        if (spec instanceof RegionSpec region) {
            var matcher = region.matcher();
            for (String path : PATHS) {
                isMet |= matcher.test(new Region(0x1000, 0x2000, "rwxp", path, 0));
            }
        } else if (spec instanceof MethodSpec method) {
            isMet |= method.className().matches("com.acme.Order")
                    && method.methodName().matches("price");
        } else if (spec instanceof NativeSpec function) {
            isMet |= CppNames.withoutParameters(function.symbol()).isEmpty();
        }
        return isMet;
    }

    @Test
    void methodSpecs() {
        specs(
                "SpecParser, methods",
                "com.acme.Order::price",
                "com/acme/Order#price",
                "com.acme.Order.price",
                "name_1@com.acme.*Service$*::handle*(int,java.lang.String[])",
                "com.acme.Order::<init>(ILjava/lang/String;[[J)V",
                "Order::price()");
    }

    @Test
    void addressSpecs() {
        specs(
                "SpecParser, addresses",
                "watchpoint:0x7f0012345000:8:x",
                "page@w:0x7f0012345000:1:x",
                "watchpoint:139637976727552:4:wr",
                "0x7f0012345678");
    }

    @Test
    void codeSpecs() {
        specs(
                "SpecParser, other code",
                "region:new+0x10",
                "region:anon",
                "jit@region:*jit?(deleted)+16",
                "native:libc.so.6!malloc",
                "native:libjvm.so:os::malloc(unsigned long, MEMFLAGS)+0x4",
                "blob:StubRoutines_(1)+0x20");
    }

    private static void specs(String name, String... samples) {
        Fuzz.of(name, Texts.like(samples))
                .mayThrow(RefusedException.class)
                .run(text -> isMet(SpecParser.parse(text).spec()));
    }

    @Test
    void globs() {
        Fuzz.of("Glob", Texts.like("com.*Service\ncom.acme.OrderService", "*a*a*a*a*a*a*b\naaaaaaaaaaaaaa", "?*\nx"))
                .run(text -> {
                    int line = text.indexOf('\n');
                    String glob = text.substring(0, Math.max(0, line));
                    return new Glob(glob, true).matches(text.substring(line + 1));
                });
    }

    @Test
    void mangledNames() {
        Fuzz.of(
                        "CppNames",
                        Texts.like(
                                "_Z3foov",
                                "_ZNK5Klass4sizeEv",
                                "_ZN2ns5ShapeD1Ev",
                                "_ZN12_GLOBAL__N_14stepEv",
                                "_ZNSt6thread4joinEv"))
                .run(CppNames::plain);
    }

    @Test
    void symbols() {
        List<ElfSymbol> table = List.of(
                symbol("malloc", "", true),
                symbol("memcpy", "GLIBC_2.14", true),
                symbol("memcpy", "GLIBC_2.2.5", false),
                symbol("_ZN2os6mallocEm", "", true),
                symbol("_ZN2os4freeEPv", "", true));
        NativeSymbols symbols = new NativeSymbols("libc.so.6", table);
        Fuzz.of("NativeSymbols", Texts.like("malloc", "memcpy@GLIBC_2.14", "memcpy@@GLIBC_2.14", "os::malloc(size_t)"))
                .mayThrow(RefusedException.class)
                .run(symbols::function);
    }

    private static ElfSymbol symbol(String name, String version, boolean isDefault) {
        return new ElfSymbol(name, version, isDefault, ElfSymbol.Type.FUNCTION, true, name.hashCode(), 1);
    }

    @Test
    void libraries() {
        MemoryMaps maps = MemoryMaps.parse("""
                7f0000000000-7f0000001000 r-xp 00000000 08:01 1 /usr/lib/libz.so.1.2.13
                7f0000002000-7f0000003000 r-xp 00000000 08:01 2 /tmp/a (deleted)
                """);
        Fuzz.of("LoadedLibrary", Texts.like("libz.so.1", "/usr/lib/libz.so.1.2.13", "a", "/tmp/a"))
                .run(name ->
                        LoadedLibrary.named(name, maps).stream().findFirst().map(LoadedLibrary::file));
    }

    @Test
    void nearestNames() {
        List<String> keys = List.of("watch", "unwatch", "record", "recordmax", "");
        Fuzz.of("NearestNames", Texts.like("wach", "records")).run(text -> NearestNames.nearest(text, keys));
    }

    /** Mappings that come and go as words say; the table must stay one. */
    @Test
    void regions() {
        Fuzz.of("Regions", Bytes.like(notices(0x1000, 0x2000, 0x3000, 0x1000, 0x1000, 0x3000, 0x2000, 0x800)))
                .run(bytes -> {
                    Regions regions = new Regions(address -> address == 0x5000);
                    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                    long time = 0;
                    while (words.remaining() >= 2 * Long.BYTES) {
                        time += 100_000;
                        long start = words.getLong();
                        regions.noticed(new PerfRecord.Mmap2(2, start, words.getLong(), "rwxp", "//anon", time));
                    }
                    MemoryMaps maps = MemoryMaps.parse("1000-2000 rwxp 0 0:0 0\n");
                    return regions.seen(maps, time + 1, RegionChange.Kind.Mapped)
                            .size();
                });
    }

    private static byte[] notices(long... words) {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(words).forEach(bytes::putLong);
        return bytes.array();
    }
}
