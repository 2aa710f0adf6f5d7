package dev.xwatch.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessStatusTest {
    @Test
    void readsCapabilitiesFilterAndTracer() {
        ProcessStatus status =
                ProcessStatus.parse("Name:\tjava\nTracerPid:\t4711\nCapEff:\t0000004000000000\nSeccomp:\t2\n");

        assertThat(status.hasPerfmon()).isTrue();
        assertThat(status.hasSysAdmin()).isFalse();
        assertThat(status.seccomp()).hasValue(2);
        assertThat(status.tracerPid()).hasValue(4711);
    }

    @Test
    void tellsTheOldCapabilityFromTheNewOne() {
        ProcessStatus status = ProcessStatus.parse("CapEff:\t0000000000200000\n");

        assertThat(status.hasPerfmon()).isFalse();
        assertThat(status.hasSysAdmin()).isTrue();
    }

    @Test
    void isEmptyWhereAKernelDoesNotSay() {
        ProcessStatus status = ProcessStatus.parse("Name:\ta:b\nno colon\nCapEff:\txyz\n");

        assertThat(status.hasPerfmon()).isFalse();
        assertThat(status.seccomp()).isEmpty();
        assertThat(status.tracerPid()).isEmpty();
    }

    @Test
    void readsThisProcess() throws IOException {
        assertThat(ProcessStatus.self().tracerPid()).isPresent();
    }
}
