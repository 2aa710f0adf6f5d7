package dev.xwatch.sys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.procfs.MemoryMaps;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CodePageTest {
    @Test
    void itsFunctionsAreApartAndReturn() throws IOException {
        try (CodePage code = CodePage.map()) {
            for (int function = 0; function < CodePage.FUNCTIONS; function++) {
                assertThat(code.address(function)).isEqualTo(code.address(0) + 64L * function);
                code.call(function);
            }
            assertThat(MemoryMaps.self().find(code.address(0)).orElseThrow().permissions())
                    .isEqualTo("r-xp");
        }
    }
}
