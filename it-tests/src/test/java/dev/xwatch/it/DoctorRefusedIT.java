package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code java -jar xwatch.jar doctor} where {@code perf_event_open} is refused: each time for the reason that holds. */
class DoctorRefusedIT {
    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @BeforeEach
    void requireStrace() {
        Host.requireTool("strace");
    }

    private ChildJvm doctor(String injection, String... options) throws Exception {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "doctor";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return children.start(Launch.on(Jdks.found().get(0))
                .under("strace", "-f", "-o", "/dev/null", "-e", "inject=perf_event_open:" + injection)
                .jar(Artifacts.xwatchJar(), arguments));
    }

    /** Neither level, capability nor seccomp filter is it: strace answers, as the doctor notices. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EPERM  | no seccomp filter | allow perf_event_open to this process",
                "EACCES | allows it: a security module | ausearch",
                "ENOSYS | the kernel has perf events and no seccomp filter | sandbox or tracer",
                "EMFILE | no more file descriptors | ulimit -n",
                "ENODEV | no events of this type | CONFIG_PERF_EVENTS",
            })
    void saysWhyPerfEventsAreRefused(String errno, String why, String fix) throws Exception {
        DoctorRun run = DoctorRun.of(doctor("error=" + errno, "--json"));

        assertThat(run.exit()).as("%s", run).isEqualTo(1);
        assertThat(run.ok()).isFalse();
        assertThat(run.errorWhat())
                .hasValueSatisfying(what -> assertThat(what)
                        .startsWith("perf-events: perf_event_open(")
                        .contains(errno));
        assertThat(run.result("perf-events")).isEqualTo("FAILS");
        assertThat(run.of("perf-events", "why")).contains(why);
        assertThat(run.of("perf-events", "fix")).contains(fix);
        assertThat(run.of("perf-events", "see"))
                .startsWith("docs/troubleshooting.md#perf_event_open-" + errno.toLowerCase(Locale.ROOT));
        assertThat(run.result("platform")).isEqualTo("OK");
        assertThat(run.names()).as("what builds on it is not tried").doesNotContain("execution");
    }

    @Test
    void givesADifferentReasonForEach() throws Exception {
        Set<String> reasons = new HashSet<>();
        for (String errno : Set.of("EPERM", "EACCES", "ENOSYS")) {
            reasons.add(DoctorRun.of(doctor("error=" + errno, "--json")).of("perf-events", "why"));
        }
        assertThat(reasons).hasSize(3);
    }

    /** Software events open, a breakpoint does not, as in a virtual machine without debug registers. */
    @Test
    void tellsMissingHardwareFromMissingPermission() throws Exception {
        // The fifth event is the first that is no software event: three look what the checks of permissions are about,
        // one is the check of perf events.
        DoctorRun run = DoctorRun.of(doctor("error=ENODEV:when=5", "--json"));

        assertThat(run.result("perf-events")).as("%s", run).isEqualTo("OK");
        assertThat(run.result("slots")).isEqualTo("FAILS");
        assertThat(run.of("slots", "why")).contains("no hardware breakpoints", "events that need no hardware open");
    }
}
