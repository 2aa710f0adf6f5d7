package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Idler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;

/** After {@code stop} the JVM has the descriptors, threads and mappings that it had before. */
@RequiresBreakpoints
class StopIT {
    /**
     * What the JVM and the JDK keep of their own: of any agent its jar on the class path, of any attach the listener's
     * socket, of any use of java.nio a socket to close channels with.
     */
    private static final Set<String> KEPT_DESCRIPTORS =
            Set.of("socket", Artifacts.xwatchJar().toString());

    /** Threads of the JVM that come and go with its work, by the beginnings of their names. */
    private static final List<String> THREADS_OF_THE_JVM = List.of(
            "Attach Listener",
            "GC Thread",
            "G1 ",
            "C1 CompilerThre",
            "C2 CompilerThre",
            "JFR ",
            "Common-Cleaner",
            "Notification Th",
            "Service Thread",
            "VM Periodic Tas",
            "process reaper");

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    private record Belongings(List<String> descriptors, List<String> threads, List<String> files) {
        static Belongings of(ChildJvm child) throws IOException {
            Path proc = Path.of("/proc", Long.toString(child.pid()));
            return new Belongings(
                    names(proc.resolve("fd"), StopIT::target),
                    names(proc.resolve("task"), task -> read(task.resolve("comm"))),
                    Files.readAllLines(proc.resolve("maps")).stream()
                            .filter(line -> line.contains("/"))
                            .map(line -> line.substring(line.indexOf('/')))
                            .distinct()
                            .sorted()
                            .toList());
        }

        private static List<String> names(Path directory, Function<Path, String> name) throws IOException {
            try (Stream<Path> entries = Files.list(directory)) {
                return entries.map(name).sorted().collect(Collectors.toList());
            }
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().replaceAll(":\\[\\d+\\]$", "");
        } catch (IOException e) {
            return "gone";
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "gone";
        }
    }

    @EachJdk
    void everythingIsGivenBack(Jdk jdk) throws Exception {
        ChildJvm idler = children.start(Launch.on(jdk).main(Idler.class));
        idler.awaitLine("idle ");
        Belongings before = Belongings.of(idler);

        watchAndStop(idler);
        Belongings first = Belongings.of(idler);
        watchAndStop(idler);

        assertThat(first.descriptors().stream().filter(name -> !KEPT_DESCRIPTORS.contains(name)))
                .containsExactlyElementsOf(before.descriptors().stream()
                        .filter(name -> !KEPT_DESCRIPTORS.contains(name))
                        .toList());
        assertThat(first.threads().stream().filter(StopIT::isOfTheApplication))
                .containsExactlyElementsOf(before.threads().stream()
                        .filter(StopIT::isOfTheApplication)
                        .toList());
        assertThat(first.files()).containsAll(before.files());
        assertThat(first.files()).noneMatch(file -> file.contains("jffi") || file.contains("perf_event"));
        Belongings second = Belongings.of(idler);
        assertThat(second.descriptors()).isEqualTo(first.descriptors());
        assertThat(second.threads().stream().filter(StopIT::isOfTheApplication))
                .containsExactlyElementsOf(first.threads().stream()
                        .filter(StopIT::isOfTheApplication)
                        .toList());
        assertThat(second.files()).isEqualTo(first.files());
    }

    private static void watchAndStop(ChildJvm idler) throws Exception {
        assertThat(idler.load("watch:java.lang.String::hashCode,watch:0x123450,watch:region:new")
                        .ok())
                .isTrue();
        await().atMost(ChildJvm.LONG)
                .until(() ->
                        idler.load("list").watch("java.lang.String::hashCode").isArmed());
        assertThat(Belongings.of(idler).threads()).contains("xwatch-engine", "xwatch-drain", "xwatch-decode");

        ReplyFile stopped = idler.load("stop");

        assertThat(stopped.ok()).isTrue();
        assertThat(stopped.watches()).isEmpty();
        // Its classes, and jffi's library with them, go when the collector finds that nobody has them.
        await().atMost(ChildJvm.LONG).untilAsserted(() -> {
            idler.jcmd("GC.run");
            assertThat(idler.jcmd("GC.class_histogram")).doesNotContain("dev.xwatch.agent.InstLoader");
            assertThat(Belongings.of(idler).files()).noneMatch(file -> file.contains("jffi"));
        });
    }

    private static boolean isOfTheApplication(String thread) {
        return THREADS_OF_THE_JVM.stream().noneMatch(thread::startsWith);
    }
}
