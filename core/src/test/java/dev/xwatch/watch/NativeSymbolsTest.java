package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xwatch.procfs.ElfSymbol;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeSymbolsTest {
    private final NativeSymbols symbols = new NativeSymbols(
            "libx.so",
            List.of(
                    function("open", "", false, 0x100),
                    function("copy", "X_1", false, 0x200),
                    function("copy", "X_2", true, 0x300),
                    function("_ZN2os6mallocEm", "", false, 0x400),
                    function("_ZN5ShapeC1Ev", "", false, 0x500),
                    function("_ZN5ShapeC2Ev", "", false, 0x500),
                    function("_ZN5Shape4moveEi", "", false, 0x600),
                    function("_ZN5Shape4moveEd", "", false, 0x700),
                    function("alias", "", false, 0x100),
                    new ElfSymbol("table", "", false, ElfSymbol.Type.DATA, true, 0x800, 8),
                    new ElfSymbol("errno", "", false, ElfSymbol.Type.THREAD_LOCAL, true, 0x10, 4),
                    new ElfSymbol("malloc", "GLIBC_2.2.5", false, ElfSymbol.Type.FUNCTION, false, 0, 0)));

    private static ElfSymbol function(String name, String version, boolean isDefault, long value) {
        return new ElfSymbol(name, version, isDefault, ElfSymbol.Type.FUNCTION, true, value, 16);
    }

    @ParameterizedTest
    @CsvSource({
        "open, 100",
        "alias, 100",
        "copy, 300",
        "copy@X_1, 200",
        "copy@X_2, 300",
        "copy@@X_2, 300",
        "_ZN2os6mallocEm, 400",
        "os::malloc, 400",
        "os::malloc(unsigned long), 400",
        "Shape::Shape, 500",
        "_ZN5Shape4moveEd, 700",
    })
    void aNameStandsForOneFunction(String name, String value) {
        assertThat(symbols.function(name).value()).isEqualTo(Long.parseLong(value, 16));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "opem | no symbol opem | open",
                "os::maloc | no symbol | os::malloc",
                "copy@X_3 | no symbol copy@X_3 | copy",
                "table | is data, not a function | watchpoint:0xADDR:8:w",
                "errno | thread-local | data by its address",
                "malloc | only uses malloc, through its PLT | native:libc.so.6!malloc",
                "Shape::move | 2 functions of libx.so are named Shape::move: _ZN5Shape4moveEi at +0x600 | as it is",
            })
    void elseItIsSaidWhy(String name, String why, String fix) {
        assertThatThrownBy(() -> symbols.function(name)).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.refusal().why()).contains(why);
            assertThat(e.refusal().fix()).contains(fix);
        });
    }

    @Test
    void aLibraryMayHaveNone() {
        NativeSymbols none = new NativeSymbols("libx.so", List.of());

        assertThatThrownBy(() -> none.function("open"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().why()).contains("libx.so has no symbols of functions"));
    }
}
