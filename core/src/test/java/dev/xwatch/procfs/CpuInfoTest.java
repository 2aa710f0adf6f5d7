package dev.xwatch.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CpuInfoTest {
    @Test
    void readsTheFirstProcessor() {
        CpuInfo cpu = CpuInfo.parse("""
                processor\t: 0
                model\t\t: 1
                model name\t: Some CPU @ 2 GHz
                flags\t\t: fpu de hypervisor
                processor\t: 1
                model name\t: Another
                flags\t\t: fpu
                """);

        assertThat(cpu.model()).isEqualTo("Some CPU @ 2 GHz");
        assertThat(cpu.flags()).containsExactlyInAnyOrder("fpu", "de", "hypervisor");
    }

    @Test
    void isEmptyWhereNothingIsSaid() {
        assertThat(CpuInfo.parse("processor : 0\n").model()).isEmpty();
    }

    @Test
    void readsThisMachine() throws IOException {
        assertThat(CpuInfo.read().flags()).contains("fpu");
    }
}
