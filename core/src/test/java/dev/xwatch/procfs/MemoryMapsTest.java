package dev.xwatch.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xwatch.sys.Mapping;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryMapsTest {
    private static final String TEXT = """
            00400000-00401000 r-xp 00000000 08:01 1234                               /opt/a b  c/tool
            00601000-00602000 rw-p 00001000 08:01 1234                               /opt/lib.so (deleted)
            01000000-01021000 rw-p 00000000 00:00 0                                  [heap]
            7f0000000000-7f0000010000 rwxp 00000000 00:00 0\s
            7f0000010000-7f0000020000 r-xp 00000000 00:01 77                         /memfd:jit code (deleted)
            7f0000030000-7f0000040000 rwxs 7f0000030000 00:0e 3                      //anon
            ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
            """;

    private final MemoryMaps maps = MemoryMaps.parse(TEXT);

    @Test
    void readsEveryField() {
        assertThat(maps.regions().get(1))
                .isEqualTo(new MemoryRegion(0x601000, 0x602000, "rw-p", 0x1000, "/opt/lib.so (deleted)"));
        assertThat(maps.regions().get(5).offset()).isEqualTo(0x7f0000030000L);
    }

    @Test
    void keepsPathsWhole() {
        assertThat(maps.regions())
                .extracting(MemoryRegion::path)
                .containsExactly(
                        "/opt/a b  c/tool",
                        "/opt/lib.so (deleted)",
                        "[heap]",
                        "",
                        "/memfd:jit code (deleted)",
                        "//anon",
                        "[vsyscall]");
    }

    @Test
    void knowsWhatIsExecutable() {
        assertThat(maps.regions())
                .extracting(MemoryRegion::isExecutable)
                .containsExactly(true, false, false, true, true, true, true);
    }

    @Test
    void findsFromTheFirstByteToTheLast() {
        for (MemoryRegion region : maps.regions()) {
            assertThat(maps.find(region.start())).contains(region);
            assertThat(maps.find(region.end() - 1)).contains(region);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0x3fffff, 0x401000, 0x7f0000020000L, 0x7f0000040000L, 0xffffffffff601000L, -1})
    void findsNothingBetweenRegions(long address) {
        assertThat(maps.find(address)).isEmpty();
    }

    @Test
    void acceptsNoRegionAtAll() {
        assertThat(MemoryMaps.parse("")).isEqualTo(new MemoryMaps(List.of()));
        assertThat(MemoryMaps.parse("").find(0x1000)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Size: 4 kB",
                "00400000 r-xp 00000000 08:01 1234 /a",
                "00400000-00401000 r-xp 00000000 08:01",
                "0040000g-00401000 r-xp 00000000 08:01 1234",
                "00400000-00401000 r-xp - 08:01 1234"
            })
    void namesTheLineThatIsNone(String line) {
        assertThatThrownBy(() -> MemoryMaps.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(line);
    }

    @Test
    void findsItsOwnMemory() throws IOException {
        try (Mapping mapping = Mapping.anonymous(4096)) {
            MemoryRegion region = MemoryMaps.self().find(mapping.address()).orElseThrow();
            assertThat(region.permissions()).isEqualTo("rw-p");
        }
        assertThat(MemoryMaps.self().regions())
                .anyMatch(region -> region.path().endsWith("/libjvm.so") && region.isExecutable());
    }
}
