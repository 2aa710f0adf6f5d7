package dev.xwatch.watch;

import dev.xwatch.perf.MalformedRecordException;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.SelfTest;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows once, on the engine's thread, that hits are counted on this machine, and what one costs: there are kernels on
 * which a breakpoint traps and counts nothing.
 */
final class Trial {
    private static final Logger LOG = LoggerFactory.getLogger(Trial.class);

    /** Where somebody else has all registers. */
    private static final long RETRY_NANOS = 1_000_000_000;

    private final PerfFeatures features;
    private final int[] cpus;
    private final HitCost cost;
    private boolean done;
    private long triedNanos = System.nanoTime() - RETRY_NANOS;
    private String defect = "";

    /** @param cost takes what was measured */
    Trial(PerfFeatures features, int[] cpus, HitCost cost) {
        this.features = features;
        this.cpus = cpus;
        this.cost = cost;
    }

    /** @return why nothing should be watched here, empty if all is well or it could not be tried */
    String run() {
        long now = System.nanoTime();
        if (done || now - triedNanos < RETRY_NANOS) {
            return defect;
        }
        done = true;
        triedNanos = now;
        try {
            SelfTest result = SelfTest.run(features, cpus);
            if (result.count() > 0) {
                cost.trapMeasured(result.hitNanos());
            }
            LOG.info("a hit costs {} ns here; self-test: {}", result.hitNanos(), result);
            if (result.trapsWithoutCounting()) {
                defect = "hits trap without being counted: of " + result.calls() + " calls of a function of its own, "
                        + result.count() + " were counted. Fix: use another kernel; this one cannot be trusted";
            } else if (!result.isExact()) {
                LOG.warn("the self-test is not exact: {}", result);
            }
        } catch (SyscallException | MalformedRecordException e) {
            // Registers or memory for rings may be short for one more; what is watched has its own.
            LOG.info("no self-test: {}", e.getMessage());
            done = !(e instanceof IOException failure && SlotPool.isPassing(failure));
        }
        return defect;
    }
}
