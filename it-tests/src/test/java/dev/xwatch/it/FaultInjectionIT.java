package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Idler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the kernel answers to whichever call: the application runs on, the answer is told, and nothing is left. */
@RequiresBreakpoints
class FaultInjectionIT {
    private static final List<String> CALLS = List.of("perf_event_open", "mmap", "ioctl", "read");

    private static final List<String> ERRNOS = List.of(
            "EACCES",
            "EPERM",
            "ENOSYS",
            "ENOSPC",
            "EMFILE",
            "ENFILE",
            "EINVAL",
            "EBUSY",
            "ENODEV",
            "EOPNOTSUPP",
            "ENOMEM",
            "ESRCH");

    private static final int[] FIRST_AND_FIFTH = {1, 5};

    /** With {@code -Dxwatch.faults=all} all of them, on each JDK; else each JDK has its share. */
    private static final boolean ALL = "all".equals(System.getProperty("xwatch.faults"));

    private static final int SHARES = 8;

    private static final String WATCHED = "java.lang.String::hashCode";

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private record Fault(String call, String errno, int when) {
        String watch() {
            return call + "-" + errno + "-" + when;
        }

        boolean isIn(String text) {
            return text.contains(call + "(") && text.contains(errno) && text.contains("Fix: ");
        }

        /** Whether it may be made good for by the time of the reply. */
        boolean mayGoUntold() {
            if (when > 1) {
                return true; // 50 ms later what a thread lacks is tried once more
            }
            return switch (call) {
                // Before Linux 6.0 it means that PERF_FORMAT_LOST is not known.
                case "perf_event_open" -> errno.equals("EINVAL");
                // Smaller rings are tried.
                case "mmap" -> errno.equals("EPERM") || errno.equals("ENOMEM");
                // The self-test's, which is done a second later.
                case "read" -> true;
                default -> false;
            };
        }
    }

    /** What xwatch has in a process. */
    private record Belongings(List<String> descriptors, long rings, List<String> threads) {
        static Belongings of(ChildJvm child) throws IOException {
            Path proc = Path.of("/proc", Long.toString(child.pid()));
            try (Stream<Path> threads = Files.list(proc.resolve("task"));
                    Stream<String> maps = Files.lines(proc.resolve("maps"))) {
                return new Belongings(
                        child.descriptors().stream()
                                .filter(target -> target.startsWith("anon_inode:"))
                                .sorted()
                                .toList(),
                        maps.filter(line -> line.contains("[perf_event]")).count(),
                        threads.map(Belongings::name)
                                .filter(name -> name.startsWith("xwatch-"))
                                .toList());
            }
        }

        private static String name(Path task) {
            try {
                return Files.readString(task.resolve("comm"));
            } catch (IOException e) {
                return "ended meanwhile";
            }
        }
    }

    @BeforeEach
    void requireStrace() {
        Host.requireTool("strace");
    }

    private static List<Fault> faults(Jdk jdk) throws IOException {
        int share = Jdks.found().indexOf(jdk) % SHARES;
        List<Fault> faults = new ArrayList<>();
        for (int call = 0; call < CALLS.size(); call++) {
            for (int errno = 0; errno < ERRNOS.size(); errno++) {
                for (int when = 0; when < FIRST_AND_FIFTH.length; when++) {
                    // Each share has every errno, and every call as the first and as the fifth.
                    if (ALL || (errno + call + when * SHARES / 2) % SHARES == share) {
                        faults.add(new Fault(CALLS.get(call), ERRNOS.get(errno), FIRST_AND_FIFTH[when]));
                    }
                }
            }
        }
        return faults;
    }

    @EachJdk
    void theApplicationRunsOnTheAnswerIsToldAndNothingIsLeft(Jdk jdk) throws Exception {
        Path recording = directory.resolve("faults.jfr");
        ChildJvm idler = children.start(Launch.on(jdk)
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:StartFlightRecording:filename=" + recording)
                .main(Idler.class));
        idler.awaitLine("idle ");
        Belongings before = Belongings.of(idler);
        List<Fault> told = new ArrayList<>();
        List<Fault> refused = new ArrayList<>();

        for (Fault fault : faults(jdk)) {
            try (Strace strace = Strace.inject(idler.pid(), fault.call(), fault.errno(), fault.when())) {
                ReplyFile reply = idler.attach("watch:" + fault.watch() + "@" + WATCHED);
                reply.error().ifPresent(error -> {
                    assertThat(fault.isIn(error.why() + " Fix: " + error.fix()))
                            .as("%s: %s", fault, error)
                            .isTrue();
                    refused.add(fault);
                });
                boolean inReason = reply.watches().stream().anyMatch(watch -> fault.isIn(watch.reason()));
                if (inReason || reply.error().isPresent()) {
                    told.add(fault);
                } else if (strace.injected() > 0) {
                    assertThat(fault.mayGoUntold()).as("%s: %s", fault, reply).isTrue();
                    assertThat(reply.only().threadsArmed())
                            .as("%s: %s", fault, reply)
                            .isEqualTo(reply.only().threads());
                }
                assertThat(idler.attach("stop").ok()).as("%s", fault).isTrue();
            }
            await().atMost(ChildJvm.LONG)
                    .untilAsserted(() ->
                            assertThat(Belongings.of(idler)).as("%s", fault).isEqualTo(before));
        }

        idler.println("");
        assertThat(idler.awaitExit(ChildJvm.LONG)).isZero();
        assertThat(idler.stdout()).endsWith("ends");
        assertThat(told.stream().map(Fault::call).distinct()).hasSizeGreaterThanOrEqualTo(3);
        requireToldEverywhere(
                told, refused, idler.stderr(), HitFile.read(recording).states());
    }

    private static void requireToldEverywhere(
            List<Fault> told, List<Fault> refused, List<String> stderr, List<HitFile.State> states) {
        for (Fault fault : told) {
            assertThat(states)
                    .as("WatchState of %s", fault)
                    .anyMatch(state -> state.watch().contains(fault.watch()) && fault.isIn(state.reason()));
        }
        for (Fault fault : refused) {
            assertThat(stderr).as("stderr of %s", fault).anyMatch(fault::isIn);
        }
        assertThat(stderr).noneMatch(line -> line.contains("Exception in thread") || line.startsWith("\tat "));
    }
}
