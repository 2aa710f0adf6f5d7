package dev.xwatch.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ReporterTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Reporter reporter = new Reporter(new PrintStream(new BufferedOutputStream(bytes), false, UTF_8));

    @Test
    void phaseLineHasEveryField() {
        Phase phase = new Phase("tiers", "steady-1", "a.B::c", 4, true);

        reporter.phase(new Phase.Result(phase, 80_000, 17, 5_000_000_000L));

        assertThat(printed())
                .isEqualTo("phase scene=tiers name=steady-1 target=a.B::c calls=80000 threads=4"
                        + " begin=17 end=5000000000 steady=true\n");
    }

    @Test
    void readyAndDoneLines() {
        reporter.ready(123, "break");
        reporter.done(880_128, 3);

        assertThat(printed()).isEqualTo("READY pid=123 next=break\ndone calls=880128 exit=3\n");
    }

    @Test
    void addressesAreUnsignedHexadecimal() {
        assertThat(Reporter.hex(0x7f12_3456_7000L)).isEqualTo("0x7f1234567000");
        assertThat(Reporter.hex(-4096)).isEqualTo("0xfffffffffffff000");
    }

    /** What a reader on the other side of a pipe has by now: nothing is flushed here. */
    private String printed() {
        return bytes.toString(UTF_8);
    }
}
