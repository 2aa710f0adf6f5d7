package dev.xwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.diag.Check;
import dev.xwatch.diag.Diagnosis;
import dev.xwatch.diag.Finding;
import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private static final Explanation EXPLANATION = new Explanation("it is old", "renew it", Topic.OLD_KERNEL);
    private static final Check WELL = new Check("cpu", false, new Finding.Ok("a CPU"));
    private static final Check LESS = new Check("slots", false, new Finding.Degraded("1 of 4", EXPLANATION));
    private static final Check ILL = new Check("kernel", true, new Finding.Fails("3.10", EXPLANATION));

    private static String json(Check... checks) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DiagnosisJson.write(new Diagnosis(List.of(checks)), new PrintStream(bytes, true, UTF_8));
        return bytes.toString(UTF_8);
    }

    @Test
    void textHasALineACheckAndWhatToDoBelow() {
        assertThat(DiagnosisText.of(new Diagnosis(List.of(WELL, LESS, ILL))))
                .isEqualTo("""
                OK        cpu     a CPU
                DEGRADED  slots   1 of 4
                          Why: it is old
                          Fix: renew it
                          See: %s
                FAILS     kernel  3.10
                          Why: it is old
                          Fix: renew it
                          See: %s

                Execution watches do not work here: kernel fails.
                """.formatted(EXPLANATION.see(), EXPLANATION.see()));
        assertThat(DiagnosisText.of(new Diagnosis(List.of(WELL, LESS)))).endsWith("\nExecution watches work here.\n");
    }

    @Test
    void jsonNamesTheObstacle() throws IOException {
        assertThat(json(WELL, ILL))
                .contains("\"ok\" : false", "\"what\" : \"kernel: 3.10\"", "\"result\" : \"FAILS\"", EXPLANATION.see());
        assertThat(json(WELL, LESS))
                .contains("\"ok\" : true", "\"error\" : null", "\"result\" : \"OK\"", "\"result\" : \"DEGRADED\"");
    }
}
