package dev.xwatch.diag;

import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.Topic;
import dev.xwatch.procfs.KernelRelease;
import java.util.Optional;

/** The kernel's version, for what cannot be tried without side effects or only says EINVAL. */
final class KernelProbe implements Probe {
    @Override
    public Finding run() {
        return judge(System.getProperty("os.version", ""));
    }

    static Finding judge(String release) {
        String detail = "Linux " + release;
        Optional<KernelRelease> version = KernelRelease.parse(release);
        if (version.isEmpty()) {
            return new Finding.Degraded(
                    detail,
                    new Explanation(
                            "the version of this kernel cannot be read from its name",
                            "run it on Linux 5.13 or later",
                            Topic.OLD_KERNEL));
        }
        if (!version.get().isAtLeast(5, 13)) {
            return new Finding.Fails(
                    detail,
                    new Explanation(
                            "threads inherit breakpoints only since 5.13 (inherit_thread)",
                            "run it on Linux 5.13 or later",
                            Topic.OLD_KERNEL));
        }
        return new Finding.Ok(detail);
    }
}
