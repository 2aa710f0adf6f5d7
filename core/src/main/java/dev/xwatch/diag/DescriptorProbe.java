package dev.xwatch.diag;

import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.SlotProbe;
import dev.xwatch.procfs.Cpus;
import dev.xwatch.procfs.Descriptors;
import dev.xwatch.sys.Errno;
import java.io.IOException;

/** How many threads the file descriptors suffice for: half of the free ones, one for each thread, CPU and watch. */
final class DescriptorProbe implements Probe {
    /** Threads that a server of ordinary size has. */
    private static final int THREADS = 100;

    @Override
    public Finding run() throws IOException {
        return judge(Descriptors.self(), Cpus.online().length);
    }

    static Finding judge(Descriptors descriptors, int cpus) {
        int threads = descriptors.free() / 2 / (cpus * SlotProbe.SLOTS);
        String detail =
                descriptors.open() + " of " + descriptors.limit() + " in use; one inherited event for each thread,"
                        + " CPU and watch: enough for " + SlotProbe.SLOTS + " watches in " + threads
                        + " threads that are there when it is loaded, on " + cpus + " CPUs";
        if (threads < THREADS) {
            return new Finding.Degraded(
                    detail,
                    new Explanation(
                            "xwatch takes one for each thread, CPU and watch, and at most half of those that are free",
                            "raise RLIMIT_NOFILE (ulimit -n) where the application is started; load xwatch at its start"
                                    + " (-javaagent): threads that start later need none",
                            Explanation.ofOpen(Errno.EMFILE)));
        }
        return new Finding.Ok(detail);
    }
}
