package dev.xwatch.diag;

import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.MalformedRecordException;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.SelfTest;
import dev.xwatch.perf.Topic;
import dev.xwatch.procfs.Cpus;
import java.io.IOException;

/** An execution breakpoint that is hit: counted exactly, recorded, and at what cost. */
final class ExecutionProbe implements Probe {
    @Override
    public Finding run() throws IOException, MalformedRecordException {
        return judge(SelfTest.run(PerfFeatures.probe(), Cpus.online()));
    }

    static Finding judge(SelfTest test) {
        String detail = test.count() + " of " + test.calls() + " calls counted, " + test.recorded() + " recorded, "
                + test.hitNanos() + " ns a hit";
        if (test.isExact()) {
            return new Finding.Ok(detail);
        }
        return new Finding.Fails(detail, test.trapsWithoutCounting() ? traps() : silent(test));
    }

    private static Explanation traps() {
        return new Explanation(
                "calls take the time of a debug exception, and are not counted: the kernel or the hypervisor loses hits",
                "run another kernel; report it with the kernel's version and the hypervisor's name",
                Topic.NOT_COUNTED);
    }

    private static Explanation silent(SelfTest test) {
        return test.count() == 0
                ? new Explanation(
                        "the breakpoint opens and is never hit: the hypervisor does not pass debug registers on",
                        "run on bare metal, or in a virtual machine with hardware breakpoints",
                        Topic.NOT_HIT)
                : new Explanation(
                        "the kernel does not count or record each hit once",
                        "run another kernel; report it with the kernel's version and the hypervisor's name",
                        Topic.NOT_HIT);
    }
}
