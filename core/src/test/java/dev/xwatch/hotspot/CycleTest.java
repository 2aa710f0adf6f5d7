package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CycleTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "0, 2", "5, 1", "5, 7", "1000, 3", "3, 1000"})
    void aListThatLeadsBackIsNoticed(int before, int around) {
        Cycle cycle = new Cycle();
        int steps = 0;
        long element = 1;
        while (!cycle.isClosedBy(element)) {
            steps++;
            element = element == before + around ? before + 1 : element + 1;
        }

        assertThat(steps).isBetween(before + around, 3 * (before + around));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "100000"})
    void oneThatEndsIsNot(int elements) {
        Cycle cycle = new Cycle();
        for (long element = 1; element <= elements; element++) {
            assertThat(cycle.isClosedBy(element)).isFalse();
        }
    }
}
