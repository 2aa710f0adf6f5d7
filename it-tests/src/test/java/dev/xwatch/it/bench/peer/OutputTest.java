package dev.xwatch.it.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other tools print is understood, word for word as they print it. */
class OutputTest {
    @Test
    void perfStat() throws IOException {
        assertThat(PerfStat.count("20000,,mem:0x00007fe445400ea0:x,4092451,100.00,,"))
                .isEqualTo(20_000);
        assertThat(PerfStat.count("0,,mem:0x00007fe445400ea0:x,4092451,100.00,,"))
                .isZero();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> PerfStat.count("<not supported>,,mem:0x7fe445400ea0:x,0,100.00,,"))
                .withMessageContaining("<not supported>");
    }

    @Test
    void perfRecord() {
        String statistics = """

                Aggregated stats:
                           TOTAL events:        204
                            MMAP events:          1  ( 0.5%)
                            COMM events:         20  ( 9.8%)
                          SAMPLE events:        159  (77.9%)
                           MMAP2 events:         19  ( 9.3%)
                  FINISHED_ROUND events:          1  ( 0.5%)
                        ID_INDEX events:          1  ( 0.5%)
                      THREAD_MAP events:          1  ( 0.5%)
                         CPU_MAP events:          1  ( 0.5%)
                   FINISHED_INIT events:          1  ( 0.5%)
                mem:0x00007fe445400ea0:x stats:
                          SAMPLE events:        159
                """;
        assertThat(PerfRecord.samples(statistics)).isEqualTo(159);
        assertThat(PerfRecord.samples("""

                Aggregated stats:
                           TOTAL events:         44
                            MMAP events:          1  ( 2.3%)
                   FINISHED_INIT events:          1  ( 2.3%)
                """)).isZero();
    }

    @Test
    void bpftrace() throws IOException {
        assertThat(Bpftrace.count("Attaching 2 probes...\non\n9618\non\n\n\n@: 1079\n"))
                .isEqualTo(1_079);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Bpftrace.count("ERROR: Error attaching probe: watchpoint:0x7fe445400ea0:8:x"))
                .withMessageContaining("attaching");
    }

    @Test
    void gdb() throws IOException {
        String before = """
                SIGINT is used by the debugger.
                Are you sure you want to change it? (y or n) [answered Y; input not from terminal]
                Hardware assisted breakpoint 1 at 0x55826e78d169
                begins

                Program received signal SIGINT, Interrupt.
                __GI___clock_nanosleep (clock_id=clock_id@entry=0, flags=flags@entry=0, req=req@entry=0x7fff02943d50
                Num     Type           Disp Enb Address            What
                1       hw breakpoint  keep y   0x000055826e78d169 <t>
                """;
        String after = """
                \tignore next 999999640 hits
                [Inferior 1 (process 9836) detached]
                """;
        assertThat(Gdb.hits(before + "\tbreakpoint already hit 360 times\n" + after))
                .isEqualTo(360);
        assertThat(Gdb.hits(before + "\tbreakpoint already hit 1 time\n" + after))
                .isEqualTo(1);
        assertThat(Gdb.hits(before + after)).isZero();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Gdb.hits("ptrace: Operation not permitted."))
                .withMessageContaining("ptrace");
    }

    @Test
    void asyncProfiler() {
        assertThat(AsyncProfiler.samples(List.of(
                        "dev/xwatch/it/app/Bursts.main;dev/xwatch/it/app/Targets.mixed 97695",
                        "[unknown];dev/xwatch/it/app/Targets.mixed 5")))
                .isEqualTo(97_700);
        assertThat(AsyncProfiler.samples(List.of())).isZero();
    }
}
