package dev.xwatch.diag;

import dev.xwatch.perf.Circumstances;
import dev.xwatch.perf.Explanation;
import dev.xwatch.sys.Errno;
import java.util.function.Supplier;

/** {@code kernel.perf_event_paranoid}: what users without capabilities may do. */
final class ParanoidProbe implements Probe {
    private final Supplier<Circumstances> now;

    ParanoidProbe(Supplier<Circumstances> now) {
        this.now = now;
    }

    @Override
    public Finding run() {
        Circumstances known = now.get();
        if (known.paranoid().isEmpty()) {
            return new Finding.Degraded(
                    "/proc/sys/kernel/perf_event_paranoid cannot be read",
                    new Explanation(
                            "the kernel has no perf events, or /proc/sys is hidden",
                            "if perf events below fail too, run on a kernel with CONFIG_PERF_EVENTS",
                            Explanation.ofOpen(Errno.ENOSYS)));
        }
        String detail = "kernel.perf_event_paranoid = " + known.paranoid().getAsInt();
        if (known.isForbiddenByLevel() && !known.softwareEvents().orElse(false)) {
            return new Finding.Fails(
                    detail,
                    new Explanation(
                            "levels above 2 forbid perf events to processes without CAP_PERFMON or CAP_SYS_ADMIN",
                            "sysctl kernel.perf_event_paranoid=2, or give the JVM CAP_PERFMON",
                            Explanation.ofOpen(Errno.EACCES)));
        }
        return new Finding.Ok(detail);
    }
}
