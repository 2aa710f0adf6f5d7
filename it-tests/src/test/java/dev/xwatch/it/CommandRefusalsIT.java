package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.Idler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a command cannot do it says in a sentence, with what would help; the target never learns of it. */
@RequiresBreakpoints
class CommandRefusalsIT {
    private static final int NOBODY = 65534;
    private static final List<String> AS_NOBODY = asUser(NOBODY);

    /** Another one without rights. */
    private static final List<String> AS_SOMEBODY = asUser(65533);

    private static final String SPEC = "java.lang.String::hashCode";

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private static List<String> asUser(int id) {
        return List.of(
                "setpriv",
                "--reuid",
                Integer.toString(id),
                "--regid",
                Integer.toString(id),
                "--clear-groups",
                "--bounding-set=-all",
                "--inh-caps=-all");
    }

    private ChildJvm idler(Launch launch) throws Exception {
        ChildJvm idler = children.start(launch.main(Idler.class));
        idler.awaitLine("idle ");
        return idler;
    }

    private static Xwatch attach(long pid, String... options) throws Exception {
        String[] line = new String[options.length + 2];
        line[0] = "attach";
        line[1] = Long.toString(pid);
        System.arraycopy(options, 0, line, 2, options.length);
        return Xwatch.run(line);
    }

    private static void requireRefused(Xwatch ended, int status, String... said) {
        assertThat(ended.status()).as("%s", ended).isEqualTo(status);
        assertThat(ended.err()).contains(said).doesNotContain("\tat ");
    }

    private static void requireUnharmed(ChildJvm idler) throws Exception {
        assertThat(idler.isAlive()).isTrue();
        idler.println("");
        assertThat(idler.awaitExit(ChildJvm.LONG)).isZero();
        assertThat(idler.stdout()).endsWith("ends");
    }

    @Test
    void whatIsNoJvmIsNotTouched() throws Exception {
        requireRefused(attach(4_194_304, SPEC), 1, "process 4194304", "there is no such process", "Fix: jcmd -l");
        Process sleeper = new ProcessBuilder("sleep", "1000").start();
        try {
            requireRefused(attach(sleeper.pid(), SPEC), 1, "no HotSpot JVM", "Fix: ");
            assertThat(sleeper.isAlive()).isTrue();
        } finally {
            sleeper.destroyForcibly();
        }
        requireRefused(Xwatch.run("attach", "pid"), 2, "pid");
        requireRefused(Xwatch.run("attach"), 2, "PID");
    }

    @Test
    void whatAJavaRuntimeLacksIsNamed() throws Exception {
        List<String> small =
                List.of("env", "JDK_JAVA_OPTIONS=--limit-modules=java.instrument,java.management,jdk.unsupported");
        Path jar = Artifacts.xwatchJar();
        String recording = directory.resolve("hits.jfr").toString();
        try (Recording made = new Recording()) {
            made.start();
            made.stop();
            made.dump(Path.of(recording));
        }
        String out = directory.resolve("out").toString();

        requireRefused(Xwatch.run(small, jar, "attach", "1", SPEC), 1, "it has no module jdk.attach", "Fix: ");
        requireRefused(Xwatch.run(small, jar, "enrich", recording, out), 1, "no module jdk.jfr");
        requireRefused(Xwatch.run(small, jar, "report", recording, "-o", out), 1, "no module jdk.jfr");
    }

    @EachJdk
    void whatIsMisspeltIsNamed(Jdk jdk) throws Exception {
        ChildJvm idler = idler(Launch.on(jdk));

        requireRefused(attach(idler.pid(), SPEC, "--limi", "3"), 2, "--limi", "--limit");
        requireRefused(attach(idler.pid(), SPEC + ",limt:3"), 2, "limt", "the nearest are", "limit");
        requireRefused(attach(idler.pid(), "watch:0x7f00:x"), 2, "0x7f00:x", "Fix: ");
        requireRefused(attach(idler.pid(), "java.lang.String::hashcode"), 1, "hashcode", "hashCode");
        requireRefused(
                Xwatch.run("unwatch", Long.toString(idler.pid()), "nobody"), 1, "nobody", "no watch of that name");
        requireRefused(attach(idler.pid(), "record:/no/such/directory/x.jfr"), 1, "/no/such/directory", "Fix: ");
        requireRefused(attach(idler.pid(), "@/no/such/file"), 2, "/no/such/file", "Fix: ");
        // A class that is not there may come.
        Xwatch pending = attach(idler.pid(), "com.acme.Odrer::price");
        assertThat(pending.status()).isZero();
        assertThat(pending.out()).contains("com.acme.Odrer::price  Pending").contains("not loaded");

        requireUnharmed(idler);
    }

    @EachJdk
    void aJvmThatAllowsNoAgentIsLeftAlone(Jdk jdk) throws Exception {
        ChildJvm closed = idler(Launch.on(jdk).jvm("-XX:+DisableAttachMechanism"));
        requireRefused(attach(closed.pid(), SPEC), 1, "attach mechanism", "-XX:+DisableAttachMechanism");
        requireUnharmed(closed);

        ChildJvm fixed = idler(Launch.on(jdk).jvm("-XX:-EnableDynamicAgentLoading"));
        requireRefused(attach(fixed.pid(), SPEC), 1, "Dynamic agent loading is not enabled", "-javaagent:xwatch.jar");
        requireUnharmed(fixed);
    }

    @EachJdk
    void whatTheKernelForbidsIsExplained(Jdk jdk) throws Exception {
        Host.requireTool("strace");
        ChildJvm idler = idler(Launch.on(jdk)
                .under("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=perf_event_open")
                .under("-e", "inject=perf_event_open:error=EACCES"));
        long jvm = ProcessHandle.of(idler.pid())
                .flatMap(strace -> strace.children().findFirst())
                .orElseThrow()
                .pid();
        requireRefused(attach(jvm, SPEC), 1, "EACCES", "Fix: ", "perf_event_paranoid");
        requireUnharmed(idler);
    }

    @EachJdk
    void anotherUsersJvmIsForRootAlone(Jdk jdk) throws Exception {
        Host.requireRoot();
        Host.requireTool("setpriv");
        try (PublicDirectory shared = PublicDirectory.create()) {
            Path classes = copyOfTestClasses(shared);
            ChildJvm idler = children.start(Launch.on(jdk)
                    .under(AS_NOBODY.toArray(String[]::new))
                    .in(shared.path())
                    .jvm("-cp", classes.toString())
                    .program(Idler.class.getName()));
            idler.awaitLine("idle ");

            String pid = Long.toString(idler.pid());
            Path publicJar = shared.copy(Artifacts.xwatchJar());
            Xwatch refused = Xwatch.run(AS_SOMEBODY, publicJar, "attach", pid, SPEC);
            requireRefused(refused, 1, "process " + pid, "only that user or root may attach", "Fix: sudo -u");

            // Root's own copy of the jar, where that user cannot look.
            Path secret = Files.createDirectory(
                    directory.resolve("secret"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path jar = Files.copy(Artifacts.xwatchJar(), secret.resolve("xwatch.jar"));
            Xwatch attached = Xwatch.run(List.of(), jar, "attach", pid, SPEC);
            assertThat(attached.status()).as("%s", attached).isZero();
            assertThat(attached.out()).contains(SPEC + "  ");
            requireRefused(
                    Xwatch.run(List.of(), jar, "attach", pid, "record:" + secret.resolve("x.jfr")),
                    1,
                    "cannot be written");
            assertThat(Xwatch.run(List.of(), jar, "stop", pid).status()).isZero();
            requireUnharmed(idler);
        }
    }

    private static Path copyOfTestClasses(PublicDirectory shared) throws IOException {
        Path idler = Path.of(Idler.class.getName().replace('.', '/') + ".class");
        Path copy = shared.path().resolve("classes").resolve(idler);
        Files.createDirectories(copy.getParent());
        Files.copy(Artifacts.testClasses().resolve(idler), copy);
        return shared.path().resolve("classes");
    }
}
