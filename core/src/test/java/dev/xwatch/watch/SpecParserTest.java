package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xwatch.perf.AccessMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.acme.Order::price | com.acme.Order::price",
                "com.acme.Order#price | com.acme.Order::price",
                "com.acme.Order.price | com.acme.Order::price",
                "com/acme/Order::price | com.acme.Order::price",
                "com.acme.Order::price(int, java.lang.String) | com.acme.Order::price(int,java.lang.String)",
                "com.acme.Order.price(ILjava/lang/String;[J)V | com.acme.Order::price(int,java.lang.String,long[])",
                "com.acme.Order::<init>() | com.acme.Order::<init>()",
                "com.acme.Order$Line.<clinit> | com.acme.Order$Line::<clinit>",
                "com.acme.*Service::handle* | com.acme.*Service::handle*",
                "0x7f00 | watchpoint:0x7f00:8:x",
                "w:0x7f00:1:x | watchpoint:0x7f00:1:x",
                "watchpoint:0x7f00:4:wr | watchpoint:0x7f00:4:rw",
                "watchpoint:32512:8:w | watchpoint:0x7f00:8:w",
                "region:new | region:new",
                "region:anon+16 | region:anon+0x10",
                "region:[anon:jit*]+0x40 | region:[anon:jit*]+0x40",
                "region:/memfd:jit code | region:/memfd:jit code",
                "native:libc.so.6!malloc | native:libc.so.6!malloc",
                "native:libc.so.6:malloc+010 | native:libc.so.6!malloc+0xa",
                "native:libc.so.6!memcpy@GLIBC_2.14 | native:libc.so.6!memcpy@GLIBC_2.14",
                "native:libstdc++.so.6!_Znwm | native:libstdc++.so.6!_Znwm",
                "native:libjvm.so:os::malloc | native:libjvm.so!os::malloc",
                "native:libjvm.so!VM_Version::initialize() | native:libjvm.so!VM_Version::initialize()",
                "native:/opt/a b/lib.so!f+0x0 | native:/opt/a b/lib.so!f",
                "blob:DeoptimizationBlob | blob:DeoptimizationBlob",
                "blob:StubRoutines_(1)+0x40 | blob:StubRoutines_(1)+0x40",
            })
    void everyWayToWriteASpecHasOneCanonicalForm(String text, String canonical) {
        WatchRequest request = SpecParser.parse(text);

        assertThat(request.spec().canonical()).isEqualTo(canonical);
        assertThat(request.name()).isEqualTo(canonical);
        assertThat(request.text()).isEqualTo(text);
    }

    @Test
    void aNameStandsBeforeTheSpec() {
        assertThat(SpecParser.parse("hot_path-1.x@com.acme.Order::price").name())
                .isEqualTo("hot_path-1.x");
    }

    @Test
    void aVersionsAtSignIsPartOfTheSpec() {
        assertThat(SpecParser.parse("native:memcpy@GLIBC:x").name()).isEqualTo("native:memcpy@GLIBC!x");
        assertThat(SpecParser.parse("copy@native:libc.so.6!memcpy@GLIBC_2.14").spec())
                .isEqualTo(new NativeSpec("libc.so.6", "memcpy@GLIBC_2.14", 0));
    }

    @Test
    void allIsNoName() {
        assertThat(SpecParser.parse("all@com.acme.Order::price").name()).isEqualTo("all@com.acme.Order::price");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void everyLengthOfAnExecutionWatchOpensWithSizeofLong(int length) {
        AddressSpec spec = (AddressSpec)
                SpecParser.parse("watchpoint:0x7f01:" + length + ":x").spec();

        assertThat(spec.breakpoint().mode()).isEqualTo(AccessMode.X);
        assertThat(spec.breakpoint().kernelLength()).isEqualTo(Long.BYTES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "watchpoint:0x7f00:8:r | mode r",
                "watchpoint:0x7f00:8:rx | mode rx",
                "watchpoint:0x7f00:8:wx | mode wx",
                "watchpoint:0x7f00:8:q | 'q'",
                "watchpoint:0x7f00:3:x | length 3",
                "watchpoint:0x7f00:eight:x | 'eight'",
                "watchpoint:0x7f01:8:w | 0x7f01",
                "watchpoint:0xffffffff81000000:8:x | kernel",
                "watchpoint:somewhere:8:x | 'somewhere'",
                "price | price",
                "com.acme.Order::price(int | '(int'",
                "region: | regions",
                "native:malloc | library",
                "native:!malloc | library",
                "blob: | blob",
            })
    void whatCannotBeWatchedIsRefusedByNameWithAFix(String text, String named) {
        assertThatThrownBy(() -> SpecParser.parse(text)).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.refusal().what()).contains(text);
            assertThat(e.refusal().why() + e.refusal().what()).contains(named);
            assertThat(e.refusal().fix()).isNotBlank();
        });
    }

    @Test
    void aPatternMatchesAnyCharactersDotsAndDollarsToo() {
        NamePattern pattern = NamePattern.of("com.*Service");

        assertThat(pattern.matches("com.acme.Outer$Service")).isTrue();
        assertThat(pattern.matches("com.acme.service")).isFalse();
        assertThat(pattern.matches("com.acme.Services")).isFalse();
        assertThat(NamePattern.of("com.acme").matches("comXacme")).isFalse();
    }
}
