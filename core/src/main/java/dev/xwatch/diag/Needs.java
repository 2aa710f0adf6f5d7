package dev.xwatch.diag;

import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Circumstances;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What xwatch needs, in the order in which one thing builds on another. */
public final class Needs {
    private Needs() {}

    /**
     * A doctor for this machine.
     *
     * @param xwatchJar to start on each JDK
     * @param jdks home directories
     */
    public static Doctor doctor(Path xwatchJar, List<Path> jdks) {
        return new Doctor(
                List.of(
                        List.of(new Need("platform", true, new PlatformProbe())),
                        List.of(
                                new Need("kernel", true, new KernelProbe()),
                                new Need("cpu", false, new CpuProbe()),
                                new Need("native-library", true, new NativeLibraryProbe())),
                        permissions(Surroundings::now),
                        javaRuntimes(xwatchJar, jdks),
                        List.of(new Need("perf-events", true, new PerfEventsProbe())),
                        breakpoints()),
                Surroundings::now);
    }

    private static List<Need> permissions(Supplier<Circumstances> now) {
        return List.of(
                new Need("paranoid-level", false, new ParanoidProbe(now)),
                new Need("capabilities", false, new CapabilityProbe(now)),
                new Need("seccomp", false, new SeccompProbe(now)),
                new Need("file-descriptors", false, new DescriptorProbe()));
    }

    private static List<Need> javaRuntimes(Path xwatchJar, List<Path> jdks) {
        List<Need> needs = new ArrayList<>();
        needs.add(new Need("jfr", false, new JfrProbe()));
        for (Path jdk : jdks) {
            needs.add(new Need("jdk " + jdk, false, new JdkProbe(xwatchJar, jdk)));
        }
        return needs;
    }

    private static List<Need> breakpoints() {
        return List.of(
                new Need("slots", false, new SlotsProbe()),
                new Need("execution", true, new GuardedProbe(new ExecutionProbe())),
                new Need("write", false, new GuardedProbe(new DataProbe(AccessMode.W))),
                new Need("read-write", false, new GuardedProbe(new DataProbe(AccessMode.RW))),
                new Need("ring", true, new GuardedProbe(new RingProbe())),
                new Need("ring-memory", true, new RingMemoryProbe(Surroundings::now)),
                new Need("lost-records", false, new GuardedProbe(new LostProbe())),
                new Need("inherit", true, new GuardedProbe(new InheritProbe())),
                new Need("move", true, new GuardedProbe(new MoveProbe())),
                new Need("every-hit", false, new EveryHitProbe()));
    }
}
