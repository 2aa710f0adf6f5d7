package dev.xwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TopValuesTest {
    private final TopValues<String> values = new TopValues<>();

    @Test
    void countsExactlyWhileThereIsRoom() {
        for (int i = 0; i < TopValues.LIMIT; i++) {
            values.add(Integer.toString(i));
        }
        values.add("7");

        assertThat(values.exact()).isTrue();
        assertThat(values.top(1)).containsExactly(Map.entry("7", 2L));
        assertThat(values.known()).isEqualTo(TopValues.LIMIT);
    }

    @Test
    void keepsTheCommonOnesAmongManyRareOnes() {
        for (int i = 0; i < 100_000; i++) {
            values.add("rare " + i);
            values.add("common");
        }

        assertThat(values.exact()).isFalse();
        assertThat(values.total()).isEqualTo(200_000);
        assertThat(values.known()).isLessThanOrEqualTo(TopValues.LIMIT);
        assertThat(values.top(2)).startsWith(Map.entry("common", 100_000L));
        assertThat(values.top(2).get(1).getValue()).isEqualTo(1);
    }
}
