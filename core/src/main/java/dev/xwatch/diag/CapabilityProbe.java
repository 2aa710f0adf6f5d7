package dev.xwatch.diag;

import dev.xwatch.perf.Circumstances;
import dev.xwatch.perf.Explanation;
import dev.xwatch.sys.Errno;
import java.util.function.Supplier;

/** CAP_PERFMON or CAP_SYS_ADMIN, which only a high {@code kernel.perf_event_paranoid} makes necessary. */
final class CapabilityProbe implements Probe {
    private final Supplier<Circumstances> now;

    CapabilityProbe(Supplier<Circumstances> now) {
        this.now = now;
    }

    @Override
    public Finding run() {
        Circumstances known = now.get();
        if (known.perfmon().orElse(false)) {
            return new Finding.Ok("CAP_PERFMON or CAP_SYS_ADMIN is effective");
        }
        if (known.isForbiddenByLevel() && !known.softwareEvents().orElse(false)) {
            return new Finding.Fails(
                    "neither CAP_PERFMON nor CAP_SYS_ADMIN is effective",
                    new Explanation(
                            "kernel.perf_event_paranoid is above 2 and asks for one of them",
                            "give the JVM CAP_PERFMON (setcap cap_perfmon+ep on its java, docker run --cap-add"
                                    + " PERFMON), or sysctl kernel.perf_event_paranoid=2",
                            Explanation.ofOpen(Errno.EACCES)));
        }
        return new Finding.Ok("none, and none is needed");
    }
}
