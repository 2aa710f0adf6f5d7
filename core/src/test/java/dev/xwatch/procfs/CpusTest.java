package dev.xwatch.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpusTest {
    @Test
    void parsesNumbersAndRanges() {
        assertThat(Cpus.parse("0\n")).containsExactly(0);
        assertThat(Cpus.parse("0-3\n")).containsExactly(0, 1, 2, 3);
        assertThat(Cpus.parse("0-1,4,62-63\n")).containsExactly(0, 1, 4, 62, 63);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "0-", "-1", "0,,2", "0-1-2"})
    void refusesOtherText(String text) {
        assertThatThrownBy(() -> Cpus.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-2000000000", "70000", "0-3,2", "3-1", "1,1"})
    void refusesWhatNoMachineHas(String text) {
        assertThatThrownBy(() -> Cpus.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsAtLeastTheCpusOfTheJvm() throws IOException {
        assertThat(Cpus.online())
                .hasSizeGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    }
}
