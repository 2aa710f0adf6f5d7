package dev.xwatch.diag;

import dev.xwatch.perf.Circumstances;
import dev.xwatch.perf.Explanation;
import dev.xwatch.sys.Errno;
import java.util.function.Supplier;

/** Whether a seccomp filter lets {@code perf_event_open} through. */
final class SeccompProbe implements Probe {
    private final Supplier<Circumstances> now;

    SeccompProbe(Supplier<Circumstances> now) {
        this.now = now;
    }

    @Override
    public Finding run() {
        Circumstances known = now.get();
        if (!known.seccompFilter().orElse(false)) {
            return new Finding.Ok("no filter");
        }
        // Where the level forbids it, an event fails behind a filter that lets it through, too.
        if (known.softwareEvents().orElse(false) || known.isForbiddenByLevel()) {
            return new Finding.Ok("a filter, which is not known to forbid perf_event_open");
        }
        return new Finding.Fails(
                "a filter, and perf_event_open fails",
                new Explanation(
                        "the seccomp filter of this process, as containers have one, forbids perf_event_open",
                        "allow it in the container's seccomp profile; Docker's allows it with --cap-add PERFMON",
                        Explanation.ofOpen(Errno.EPERM)));
    }
}
