package dev.xwatch.diag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmReportTest {
    @Test
    void isReadAsItWasWritten() throws IOException {
        JvmReport report = new JvmReport("A VM = 17\n+ä", Map.of("jfr", "", "methods", "no such: field\n#2"));

        assertThat(JvmReport.parse(report.text())).isEqualTo(report);
    }

    @Test
    void otherTextIsNone() {
        assertThatThrownBy(() -> JvmReport.parse("Error: no such thing\n")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> JvmReport.parse("vm=\\u00zz\n")).isInstanceOf(IOException.class);
    }
}
