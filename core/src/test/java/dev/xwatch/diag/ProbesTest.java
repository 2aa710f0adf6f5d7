package dev.xwatch.diag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.perf.Circumstances;
import dev.xwatch.perf.SelfTest;
import dev.xwatch.procfs.CpuInfo;
import dev.xwatch.procfs.Descriptors;
import dev.xwatch.sys.NativeLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each probe makes of what it finds. */
class ProbesTest {
    private static Circumstances circumstances(
            OptionalInt paranoid, boolean perfmon, boolean seccomp, boolean softwareEvents) {
        return new Circumstances(
                "6.1.0",
                paranoid,
                OptionalInt.of(516),
                Optional.of(perfmon),
                Optional.of(seccomp),
                OptionalInt.of(0),
                Optional.of(softwareEvents),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    private static void assertOk(Finding finding) {
        assertThat(finding).isInstanceOf(Finding.Ok.class);
    }

    private static void assertDegraded(Finding finding) {
        assertThat(finding).isInstanceOf(Finding.Degraded.class);
    }

    private static void assertFails(Finding finding, String why) {
        assertThat(finding).isInstanceOf(Finding.Fails.class);
        assertThat(((Finding.Fails) finding).explanation().why()).contains(why);
    }

    @Test
    void platform() {
        assertOk(PlatformProbe.judge("Linux", "amd64"));
        assertFails(PlatformProbe.judge("Linux", "aarch64"), "x86_64");
        assertFails(PlatformProbe.judge("Windows 11", "amd64"), "Linux");
    }

    @Test
    void kernel() {
        assertOk(KernelProbe.judge("5.13.0-generic"));
        assertFails(KernelProbe.judge("5.10.0-13-amd64"), "5.13");
        assertDegraded(KernelProbe.judge("custom"));
    }

    @Test
    void cpu() {
        assertThat(CpuProbe.judge(new CpuInfo("A CPU", Set.of("de", "hypervisor"))))
                .isEqualTo(new Finding.Ok("A CPU, virtual machine"));
        assertDegraded(CpuProbe.judge(new CpuInfo("A CPU", Set.of("fpu"))));
    }

    @Test
    void nativeLibrary() {
        assertOk(NativeLibraryProbe.judge(new NativeLibrary.Loaded(Path.of("/tmp"), List.of())));
        assertThat(NativeLibraryProbe.judge(new NativeLibrary.Loaded(Path.of("/dev/shm"), List.of("/tmp: noexec"))))
                .isInstanceOfSatisfying(Finding.Degraded.class, degraded -> {
                    assertThat(degraded.detail()).contains("/dev/shm");
                    assertThat(degraded.explanation().why()).contains("/tmp: noexec");
                });
    }

    @Test
    void paranoidLevelAndCapabilities() {
        Circumstances usual = circumstances(OptionalInt.of(2), false, false, true);
        assertOk(new ParanoidProbe(() -> usual).run());
        assertThat(new CapabilityProbe(() -> usual).run().detail()).contains("none is needed");

        Circumstances forbidden = circumstances(OptionalInt.of(4), false, false, false);
        assertFails(new ParanoidProbe(() -> forbidden).run(), "above 2");
        assertFails(new CapabilityProbe(() -> forbidden).run(), "asks for one");

        Circumstances allowed = circumstances(OptionalInt.of(4), true, false, true);
        assertOk(new ParanoidProbe(() -> allowed).run());
        assertThat(new CapabilityProbe(() -> allowed).run().detail()).contains("CAP_PERFMON");

        // A kernel may know such levels and not heed them.
        Circumstances unheeded = circumstances(OptionalInt.of(4), false, false, true);
        assertOk(new ParanoidProbe(() -> unheeded).run());

        assertDegraded(new ParanoidProbe(() -> circumstances(OptionalInt.empty(), true, false, false)).run());
    }

    @Test
    void seccomp() {
        assertOk(new SeccompProbe(() -> circumstances(OptionalInt.of(2), false, false, false)).run());
        assertOk(new SeccompProbe(() -> circumstances(OptionalInt.of(2), false, true, true)).run());
        assertFails(
                new SeccompProbe(() -> circumstances(OptionalInt.of(2), false, true, false)).run(), "seccomp filter");
        // The level is reason enough.
        assertOk(new SeccompProbe(() -> circumstances(OptionalInt.of(3), false, true, false)).run());
    }

    @Test
    void descriptors() {
        assertOk(DescriptorProbe.judge(new Descriptors(10, 20_000), 2));
        assertDegraded(DescriptorProbe.judge(new Descriptors(10, 1024), 2));
        assertDegraded(DescriptorProbe.judge(new Descriptors(10, 20_000), 64));
        assertThat(DescriptorProbe.judge(new Descriptors(10, 1_048_576), 64).detail())
                .contains("one inherited event for each thread, CPU and watch")
                .contains("4 watches in 2047 threads");
    }

    @Test
    void slots() {
        assertOk(SlotsProbe.judge(4));
        assertDegraded(SlotsProbe.judge(1));
        assertFails(SlotsProbe.judge(0), "somebody holds");
    }

    @Test
    void execution() {
        assertThat(ExecutionProbe.judge(new SelfTest(100, 100, 100, 200, 9000)).detail())
                .isEqualTo("100 of 100 calls counted, 100 recorded, 9000 ns a hit");
        assertOk(ExecutionProbe.judge(new SelfTest(100, 100, 100, 200, 9000)));
        assertFails(ExecutionProbe.judge(new SelfTest(100, 0, 0, 200, 9000)), "debug exception");
        assertFails(ExecutionProbe.judge(new SelfTest(100, 0, 0, 200, 5)), "never hit");
        assertFails(ExecutionProbe.judge(new SelfTest(100, 100, 50, 200, 9000)), "each hit once");
    }

    @Test
    void everyHit() {
        assertThat(EveryHitProbe.judge(40_000, 4, 40_000, 0))
                .isEqualTo(new Finding.Ok("40000 of 40000 calls counted, in 4 threads"));
        assertDegraded(EveryHitProbe.judge(40_000, 4, 39_991, 0));
        assertDegraded(EveryHitProbe.judge(40_000, 4, 40_001, 0));
        assertThat(EveryHitProbe.judge(40_000, 4, 40_000, 2))
                .isInstanceOfSatisfying(Finding.Degraded.class, degraded -> {
                    assertThat(degraded.detail()).endsWith("4 threads, causes lost: 2");
                    assertThat(degraded.explanation().why()).contains("forgets");
                });
    }

    @Test
    void jfr() {
        assertOk(JfrProbe.judge(true));
        assertDegraded(JfrProbe.judge(false));
    }

    @Test
    void jdk() {
        assertThat(JdkProbe.judge(new JvmReport("VM 17", Map.of("methods", "", "jfr", ""))))
                .isEqualTo(new Finding.Ok("VM 17: jfr, methods"));
        assertThat(JdkProbe.judge(new JvmReport("VM 17", Map.of("methods", "no gHotSpotVMStructs", "jfr", ""))))
                .isInstanceOfSatisfying(
                        Finding.Degraded.class,
                        degraded -> assertThat(degraded.detail()).isEqualTo("VM 17: methods: no gHotSpotVMStructs"));
    }
}
