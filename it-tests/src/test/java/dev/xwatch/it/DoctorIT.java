package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code java -jar xwatch.jar doctor} where watching works. */
@RequiresBreakpoints
class DoctorIT {
    private static final int NOBODY = 65534;

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    private static void requireAllWell(DoctorRun run) {
        assertThat(run.exit()).as("%s", run).isZero();
        assertThat(run.ok()).isTrue();
        assertThat(run.errorWhat()).isEmpty();
        // Others may hold slots, use the rings' memory or have few descriptors: no failure.
        assertThat(run.names())
                .contains("cpu", "native-library", "paranoid-level", "capabilities", "seccomp", "file-descriptors")
                .contains("jfr", "slots", "ring-memory", "lost-records", "every-hit");
        for (String name : List.of(
                "platform", "kernel", "perf-events", "execution", "write", "read-write", "ring", "inherit", "move")) {
            assertThat(run.result(name)).as("%s in %s", name, run).isEqualTo("OK");
        }
        assertThat(run.of("execution", "detail"))
                .matches("100 of 100 calls counted, 10[01] recorded, [1-9]\\d* ns a hit");
    }

    @EachJdk
    void findsAllWellAndPrintsNothingElse(Jdk jdk) throws Exception {
        ChildJvm child = children.start(Launch.on(jdk).jar(Artifacts.xwatchJar(), "doctor", "--json"));
        DoctorRun run = DoctorRun.of(child);

        requireAllWell(run);
        assertThat(child.stderr()).isEmpty();
    }

    @Test
    void triesEachJdk() throws Exception {
        List<Jdk> jdks = Jdks.found();
        DoctorRun run =
                DoctorRun.of(children.start(Launch.on(jdks.get(0)).jar(Artifacts.xwatchJar(), "doctor", "--json")));

        assertThat(run.names().stream().filter(name -> name.startsWith("jdk "))).isNotEmpty();
        for (String name : run.names()) {
            boolean tested = jdks.stream().anyMatch(jdk -> name.equals("jdk " + jdk.home()));
            if (tested) {
                assertThat(run.result(name)).as("%s in %s", name, run).isEqualTo("OK");
                assertThat(run.of(name, "detail")).contains("methods", "threads", "new-classes", "jfr");
            }
        }
        assertThat(run.names()).contains("jdk " + jdks.get(0).home());
    }

    @Test
    void findsAllWellForAnOrdinaryUser() throws Exception {
        Host.requireRoot();
        Host.requireTool("setpriv");
        try (PublicDirectory directory = PublicDirectory.create()) {
            String nobody = Integer.toString(NOBODY);
            DoctorRun run = DoctorRun.of(children.start(Launch.on(Jdks.found().get(0))
                    .under("setpriv", "--reuid", nobody, "--regid", nobody, "--clear-groups")
                    .in(directory.path())
                    .jar(directory.copy(Artifacts.xwatchJar()), "doctor", "--json")));

            requireAllWell(run);
            assertThat(run.of("capabilities", "detail")).contains("none is needed");
        }
    }

    @Test
    void saysThePlainTextToPeople() throws Exception {
        ChildJvm child = children.start(Launch.on(Jdks.found().get(0)).jar(Artifacts.xwatchJar(), "doctor"));

        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();
        assertThat(child.stdout())
                .anyMatch(line -> line.matches("OK +execution +100 of 100 calls counted.*"))
                .endsWith("Execution watches work here.");
    }
}
