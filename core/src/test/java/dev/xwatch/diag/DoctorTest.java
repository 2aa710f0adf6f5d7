package dev.xwatch.diag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.perf.Circumstances;
import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.RecordDecoder;
import dev.xwatch.perf.Topic;
import dev.xwatch.sys.Errno;
import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private static final Finding OK = new Finding.Ok("well");
    private static final Finding FAILS = new Finding.Fails("ill", new Explanation("why", "fix", Topic.NOT_HIT));

    private static Need need(String name, boolean essential, Probe probe) {
        return new Need(name, essential, probe);
    }

    private static Diagnosis examine(List<List<Need>> stages) {
        return new Doctor(stages, () -> Circumstances.UNKNOWN).examine();
    }

    @Test
    void triesEverythingWhereAllIsWell() {
        Diagnosis diagnosis = examine(List.of(List.of(need("a", true, () -> OK)), List.of(need("b", false, () -> OK))));

        assertThat(diagnosis.checks()).extracting(Check::name).containsExactly("a", "b");
        assertThat(diagnosis.obstacle()).isEmpty();
    }

    @Test
    void doesNotTryWhatBuildsOnWhatFails() {
        Diagnosis diagnosis = examine(List.of(
                List.of(need("a", true, () -> FAILS), need("b", true, () -> OK)), List.of(need("c", true, () -> OK))));

        assertThat(diagnosis.checks()).extracting(Check::name).containsExactly("a", "b");
        assertThat(diagnosis.obstacle()).map(Check::name).contains("a");
    }

    @Test
    void goesOnWhereWhatFailsIsNotEssential() {
        Diagnosis diagnosis =
                examine(List.of(List.of(need("a", false, () -> FAILS)), List.of(need("b", true, () -> OK))));

        assertThat(diagnosis.checks()).extracting(Check::name).containsExactly("a", "b");
        assertThat(diagnosis.obstacle()).isEmpty();
    }

    @Test
    void explainsWhatAProbeThrows() {
        Diagnosis diagnosis = examine(List.of(List.of(
                need("call", true, () -> {
                    throw new SyscallException("perf_event_open", "x", Errno.ENFILE);
                }),
                need("record", true, () -> {
                    RecordDecoder.decode(ByteBuffer.allocate(1));
                    return OK;
                }))));

        assertThat(diagnosis.checks())
                .extracting(Check::finding)
                .allSatisfy(finding -> assertThat(finding).isInstanceOf(Finding.Fails.class));
        Finding.Fails call = (Finding.Fails) diagnosis.checks().get(0).finding();
        assertThat(call.detail()).contains("ENFILE");
        assertThat(call.explanation().fix()).contains("fs.file-max");
    }
}
