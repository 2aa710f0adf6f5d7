package dev.xwatch.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.sys.Errno;
import dev.xwatch.sys.NoAnswerException;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {
    private static final List<Integer> ERRNOS = List.of(
            Errno.EACCES,
            Errno.EPERM,
            Errno.ENOSYS,
            Errno.ENOSPC,
            Errno.EMFILE,
            Errno.ENFILE,
            Errno.EINVAL,
            Errno.E2BIG,
            Errno.EBUSY,
            Errno.ENODEV,
            Errno.ENOENT,
            Errno.EOPNOTSUPP,
            Errno.ENOMEM,
            Errno.EAGAIN,
            Errno.ESRCH,
            Errno.EIO);
    private static final Breakpoint BREAKPOINT = new Breakpoint(0x7000_1230L, 4, AccessMode.RW);

    private static Stream<IOException> failures() {
        return ERRNOS.stream()
                .flatMap(errno -> Stream.of(
                        refusedBreakpoint(errno),
                        refusedDummy(errno),
                        new SyscallException("perf_event_open", "not called", errno),
                        new SyscallException("mmap", "fd 7, 528384 bytes, MAP_SHARED", errno),
                        new SyscallException("ioctl", "fd 7, PERF_EVENT_IOC_SET_OUTPUT, 5", errno),
                        new SyscallException("ioctl", "fd 7, PERF_EVENT_IOC_ENABLE, 0", errno),
                        new SyscallException("read", "fd 7", errno)));
    }

    private static PerfEventOpenException refusedBreakpoint(int errno) {
        return new PerfEventOpenException(
                new SyscallException("perf_event_open", "a breakpoint", errno),
                PerfEventAttr.breakpoint(BREAKPOINT, true, new PerfFeatures(true)),
                0,
                -1);
    }

    private static PerfEventOpenException refusedDummy(int errno) {
        return new PerfEventOpenException(
                new SyscallException("perf_event_open", "a dummy", errno), PerfEventAttr.ringOwner(0), 0, 1);
    }

    /** Of the machine where nothing forbids anything, but for two things. */
    private static Circumstances circumstances(int paranoid, boolean perfmon, boolean seccomp, int tracer) {
        return new Circumstances(
                "6.1.0-13-amd64",
                OptionalInt.of(paranoid),
                OptionalInt.of(516),
                Optional.of(perfmon),
                Optional.of(seccomp),
                OptionalInt.of(tracer),
                Optional.of(true),
                OptionalLong.of(1000),
                OptionalLong.of(1024),
                OptionalLong.of(8 << 20));
    }

    private static Set<String> anchorsOfTheManual() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "troubleshooting.md")).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> Explanation.anchor(line.replaceFirst("^#+ ", "")))
                .collect(Collectors.toSet());
    }

    private static void requireAllParts(Explanation explanation) throws IOException {
        assertThat(explanation.why()).isNotBlank().doesNotContain("Optional").doesNotEndWith(".");
        assertThat(explanation.fix()).isNotBlank().doesNotContain("Optional").doesNotEndWith(".");
        assertThat(explanation.see()).startsWith("docs/troubleshooting.md#");
        assertThat(anchorsOfTheManual()).contains(explanation.see().replaceFirst(".*#", ""));
        assertThat(explanation.toString())
                .contains(explanation.why(), explanation.fix(), explanation.see())
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureHasAWhyAFixAndAPlaceInTheManual(IOException failure) throws IOException {
        requireAllParts(Explanation.of(failure, Circumstances.UNKNOWN));
        requireAllParts(Explanation.of(failure, circumstances(2, false, false, 0)));
        requireAllParts(Explanation.of(failure, circumstances(4, false, true, 4711)));
        assertThat(Explanation.of(failure)).startsWith(failure.getMessage() + ": ");
    }

    @ParameterizedTest
    @EnumSource
    void everyTopicIsInTheManual(Topic topic) throws IOException {
        requireAllParts(new Explanation("why", "fix", topic));
    }

    @Test
    void anyOtherFailureToo() throws IOException {
        requireAllParts(Explanation.of(new IOException("/proc/self/task cannot be listed"), Circumstances.UNKNOWN));
    }

    @Test
    void whoGetsNoAnswerIsNotSentToTheKernel() throws IOException {
        Explanation explanation = Explanation.of(
                new NoAnswerException("xwatch-engine did not answer in 30 s", null), Circumstances.UNKNOWN);

        requireAllParts(explanation);
        assertThat(explanation.why() + explanation.fix())
                .doesNotContain("/proc")
                .contains("narrower pattern");
    }

    private static String why(int errno, Circumstances circumstances) {
        return Explanation.of(refusedBreakpoint(errno), circumstances).why();
    }

    @Test
    void eaccesIsTheLevelOnlyWhereTheLevelForbidsIt() {
        assertThat(why(Errno.EACCES, circumstances(3, false, false, 0)))
                .contains("kernel.perf_event_paranoid is 3", "CAP_PERFMON")
                .doesNotContain("security module");
        assertThat(why(Errno.EACCES, circumstances(3, true, false, 0))).contains("(3) allows it", "security module");
        assertThat(why(Errno.EACCES, circumstances(2, false, false, 0))).contains("(2) allows it", "security module");
        assertThat(why(Errno.EACCES, Circumstances.UNKNOWN)).contains("perf_event_paranoid", "security module");
    }

    @Test
    void epermIsTheSeccompFilterOnlyWhereThereIsOne() {
        assertThat(why(Errno.EPERM, circumstances(2, false, true, 0)))
                .contains("seccomp filter of this process")
                .doesNotContain("security module");
        assertThat(why(Errno.EPERM, circumstances(2, false, false, 0)))
                .contains("no seccomp filter", "security module");
        assertThat(why(Errno.EPERM, Circumstances.UNKNOWN)).contains("seccomp filter", "security module");
    }

    @Test
    void enosysIsTheKernelOnlyWhereItShowsNoLevel() {
        assertThat(why(Errno.ENOSYS, circumstances(2, false, true, 0))).contains("seccomp filter", "hides");
        assertThat(why(Errno.ENOSYS, circumstances(2, false, false, 4711)))
                .contains("no seccomp filter", "process 4711");
        assertThat(why(Errno.ENOSYS, Circumstances.UNKNOWN)).contains("without perf events");
    }

    @Test
    void theArgumentsAreTold() {
        assertThat(why(Errno.EINVAL, circumstances(2, false, false, 0)))
                .contains("length 4 and mode rw at 0x70001230", "6.1.0-13-amd64");
        assertThat(why(Errno.EMFILE, circumstances(2, false, false, 0))).contains("1000 of 1024");
        assertThat(why(Errno.ENOSPC, circumstances(2, false, false, 0))).contains("of the calling thread");
        assertThat(why(Errno.ENODEV, circumstances(2, false, false, 0)))
                .contains("no hardware breakpoints", "events that need no hardware open");
        assertThat(Explanation.of(refusedDummy(Errno.ENODEV), Circumstances.UNKNOWN)
                        .why())
                .contains("no events of this type");
        assertThat(Explanation.of(new SyscallException("mmap", "fd 7", Errno.EPERM), circumstances(2, false, false, 0))
                        .why())
                .contains("516 KiB", "8192 KiB");
    }

    @Test
    void anchorsAreThoseOfGitHub() {
        assertThat(Explanation.anchor("perf_event_open(...): EACCES (13)")).isEqualTo("perf_event_open-eacces-13");
        assertThat(Explanation.anchor("xwatch's native library cannot be loaded"))
                .isEqualTo("xwatchs-native-library-cannot-be-loaded");
    }
}
