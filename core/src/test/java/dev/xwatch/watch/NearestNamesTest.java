package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
    @Test
    void theMostAlikeComeFirstAndOnlyThree() {
        assertThat(NearestNames.nearest("wach", List.of("record", "reply", "unwatch", "watch", "stop")))
                .startsWith("watch, unwatch")
                .matches("[^,]+, [^,]+, [^,]+");
    }
}
