package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionSpecTest {
    @ParameterizedTest
    @CsvSource({
        "new, rwxp, '', true",
        "new, rwxp, [anon:jit], true",
        "new, r-xs, /memfd:jit (deleted), true",
        "new, r-xp, /usr/lib/libz.so.1, false",
        "new, r-xp, [vdso], false",
        "new, rwxp, [code cache], false",
        "anon, rwxp, '', true",
        "anon, rwxp, [anon:jit], false",
        "anon, rwxp, [code cache], false",
        "jit, rwxp, [anon:jit], true",
        "jit, r-xs, /memfd:other, false",
        "libz, r-xp, /usr/lib/libz.so.1, true",
        "*jit?(deleted), r-xs, /memfd:jit (deleted), true",
        "jit*, r-xs, /memfd:jit (deleted), false",
        "*lib?.so*, r-xp, /usr/lib/libz.so.1, true",
        "code*, rwxp, [code cache], false",
    })
    void tellsWhichRegionsAreMeant(String selector, String permissions, String path, boolean meant) {
        Region region = new Region(0x1000, 0x2000, permissions, path, 0);

        assertThat(new RegionSpec(selector, 0).matcher().test(region)).isEqualTo(meant);
    }
}
