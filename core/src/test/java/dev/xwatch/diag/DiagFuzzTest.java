package dev.xwatch.diag;

import dev.xwatch.fuzz.Fuzz;
import dev.xwatch.fuzz.Texts;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What another JVM says of itself. */
class DiagFuzzTest {
    @Test
    void reports() {
        String report = new JvmReport("OpenJDK 17.0.15", Map.of("stacks", "", "classes", "no field \u00e4")).text();
        Fuzz.of("JvmReport", Texts.like(report, "vm=x\n"))
                .mayThrow(IOException.class)
                .run(JvmReport::parse);
    }
}
