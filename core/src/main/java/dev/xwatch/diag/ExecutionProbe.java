package dev.xwatch.diag;

import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.MalformedRecordException;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.Sampling;
import dev.xwatch.perf.SelfTest;
import dev.xwatch.perf.Topic;
import dev.xwatch.procfs.Cpus;
import java.io.IOException;

/** An execution breakpoint that is hit: counted exactly, recorded, and at what cost. */
final class ExecutionProbe implements Probe {
    @Override
    public Finding run() throws IOException, MalformedRecordException {
        return judge(SelfTest.run(PerfFeatures.probe(), Sampling.PLAIN, Cpus.online()));
    }

    static Finding judge(SelfTest test) {
        String detail = test.count() + " of " + test.calls() + " calls counted, " + test.recorded() + " recorded, "
                + test.hitNanos() + " ns a hit";
        if (test.isExact()) {
            return new Finding.Ok(detail);
        }
        return new Finding.Fails(
                detail,
                test.whyBlind()
                        .orElseGet(() -> new Explanation(
                                "the kernel does not count or record each hit once",
                                "run another kernel; report it with the kernel's version and the hypervisor's name",
                                Topic.NOT_HIT)));
    }
}
