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
    void idsMayHaveAllOfTheir32Bits() {
        ProcessStatus status = ProcessStatus.parse("Uid:\t1000\t4000000000\t1000\t1000\nGid:\t0\t5\nNSpid:\t9\t7\n");

        assertThat(status.user()).isEqualTo((int) 4_000_000_000L);
        assertThat(status.group()).isEqualTo(5);
        assertThat(status.innermostPid()).isEqualTo(7);
    }

    @Test
    void whatIsNotToldOfIdsAndSignalsIsNoError() {
        ProcessStatus status = ProcessStatus.parse("Uid:\troot\nSigCgt:\tall\n");

        assertThat(status.user()).isEqualTo(-1);
        assertThat(status.leader()).isEqualTo(-1);
        assertThat(status.catches(3)).isFalse();
    }

    @Test
    void readsThisProcess() throws IOException {
        assertThat(ProcessStatus.self().tracerPid()).isPresent();
    }
}
