package dev.xwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PageDataTest {
    @Test
    void noNameEndsTheScriptElement() throws IOException {
        String json = PageData.json(new Aggregate(), "</script><!--&\"'\u2028\u00e9\ud83d\udd25\ud800", "1");

        assertThat(json)
                .contains("\"file\":\"\\u003C/script\\u003E\\u003C!--\\u0026\\\"'\\u2028\\u00E9\\uD83D\\uDD25\\uD800\"")
                .matches("[ -~]*");
    }
}
