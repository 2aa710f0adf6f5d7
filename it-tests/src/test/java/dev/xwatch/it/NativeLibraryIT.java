package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where xwatch's native library is loaded from, if not everywhere is a place for it. */
class NativeLibraryIT {
    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    /** A command before which file systems of the child alone are mounted, from which nothing can be executed. */
    private static String[] withNoexec(List<String> directories, String then) {
        StringBuilder script = new StringBuilder();
        for (String directory : directories) {
            script.append("mount -t tmpfs -o noexec,mode=1777 none '")
                    .append(directory)
                    .append("' && ");
        }
        return new String[] {"unshare", "--mount", "sh", "-c", script + then + "exec \"$@\"", "sh"};
    }

    private static void requireMounts() throws Exception {
        Host.requireRoot();
        Host.requireTool("unshare");
    }

    @Test
    void theTemporaryDirectoryIsEmptyAfterwards() throws Exception {
        try (PublicDirectory directory = PublicDirectory.create()) {
            Path temporary = Files.createDirectory(directory.path().resolve("tmp"));
            DoctorRun run = DoctorRun.of(children.start(Launch.on(Jdks.found().get(0))
                    .jvm("-Djava.io.tmpdir=" + temporary)
                    .jar(Artifacts.xwatchJar(), "doctor", "--json")));

            assertThat(run.result("native-library")).isEqualTo("OK");
            assertThat(run.of("native-library", "detail")).contains(temporary.toString());
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void anotherDirectoryServesWhereTheTemporaryOneIsNoexec() throws Exception {
        requireMounts();
        try (PublicDirectory directory = PublicDirectory.create()) {
            Path temporary = Files.createDirectory(directory.path().resolve("tmp"));
            DoctorRun run = DoctorRun.of(children.start(Launch.on(Jdks.found().get(0))
                    .under(withNoexec(List.of(temporary.toString()), ""))
                    .jvm("-Djava.io.tmpdir=" + temporary)
                    .jar(Artifacts.xwatchJar(), "doctor", "--json")));

            assertThat(run.result("native-library")).as("%s", run).isEqualTo("DEGRADED");
            assertThat(run.of("native-library", "why")).contains(temporary + ": ", "failed to map segment");
            assertThat(run.result("perf-events")).isNotEmpty();
        }
    }

    @Test
    void aDirectoryThatDoesNotExistIsPassedOver() throws Exception {
        DoctorRun run = DoctorRun.of(children.start(Launch.on(Jdks.found().get(0))
                .jvm("-Djava.io.tmpdir=/nonexistent")
                .jar(Artifacts.xwatchJar(), "doctor", "--json")));

        assertThat(run.result("native-library")).as("%s", run).isEqualTo("DEGRADED");
        assertThat(run.of("native-library", "why")).contains("/nonexistent: ");
    }

    /** All places that are tried cannot be executed from, that of the jar included. */
    private static Launch nowhere(Path noexec) throws Exception {
        List<String> mounts = new ArrayList<>(List.of(noexec.toString(), "/dev/shm"));
        if (Files.isDirectory(Path.of("/run/user"))) {
            mounts.add("/run/user");
        }
        String copy = "cp '" + Artifacts.xwatchJar() + "' '" + noexec + "' && ";
        return Launch.on(Jdks.found().get(0))
                .under(withNoexec(mounts, copy))
                .in(noexec)
                .environment("XDG_RUNTIME_DIR", noexec.toString())
                .jvm("-Djava.io.tmpdir=" + noexec, "-Duser.home=" + noexec);
    }

    @Test
    void theDoctorNamesAllPlacesWhereNoneWillDo() throws Exception {
        requireMounts();
        try (PublicDirectory directory = PublicDirectory.create()) {
            Path noexec = Files.createDirectory(directory.path().resolve("noexec"));
            DoctorRun run =
                    DoctorRun.of(children.start(nowhere(noexec).jar(noexec.resolve("xwatch.jar"), "doctor", "--json")));

            assertThat(run.exit()).as("%s", run).isEqualTo(1);
            assertThat(run.result("native-library")).isEqualTo("FAILS");
            assertThat(run.of("native-library", "detail")).contains(noexec + ": ", "/dev/shm: ");
            assertThat(run.of("native-library", "fix")).contains("-Djava.io.tmpdir=");
        }
    }

    @Test
    void theApplicationRunsOnWhereNoneWillDo() throws Exception {
        requireMounts();
        try (PublicDirectory directory = PublicDirectory.create()) {
            Path noexec = Files.createDirectory(directory.path().resolve("noexec"));
            Path reply = directory.path().resolve("reply.json");
            ChildJvm child = children.start(nowhere(noexec)
                    .jvm("-javaagent:" + noexec.resolve("xwatch.jar") + "=watch:java.lang.String::hashCode,reply:"
                            + reply)
                    .jvm("-version"));

            assertThat(child.awaitExit(ChildJvm.LONG)).as("%s", child).isZero();
            assertThat(child.stderr())
                    .anyMatch(
                            line -> line.startsWith("[xwatch] watch java.lang.String::hashCode: xwatch's native library"
                                            + " cannot be loaded: ")
                                    && line.contains("/dev/shm: ")
                                    && line.contains("Fix: "));
            assertThat(Files.readString(reply)).contains("\"ok\" : false", "/dev/shm: ");
        }
    }
}
