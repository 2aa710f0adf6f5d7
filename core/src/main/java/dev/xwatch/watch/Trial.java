package dev.xwatch.watch;

import dev.xwatch.perf.MalformedRecordException;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.Sampling;
import dev.xwatch.perf.SelfTest;
import dev.xwatch.sys.SyscallException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows once, on the engine's thread, that hits are counted on this machine, and what one costs: there are hypervisors
 * under which a breakpoint opens and is never hit, and kernels on which it traps and counts nothing.
 */
final class Trial {
    private static final Logger LOG = LoggerFactory.getLogger(Trial.class);

    /** Where somebody else has all registers. */
    private static final long RETRY_NANOS = 1_000_000_000;

    /** Of other kinds. What keeps it from running each time must not be tried for ever. */
    private static final int MOST_FAILURES = 2;

    private final PerfFeatures features;
    private final Supplier<Sampling> sampling;
    private final int[] cpus;
    private final HitCost cost;
    private boolean done;
    private int failures;
    private long triedNanos = System.nanoTime() - RETRY_NANOS;
    private String defect = "";

    /**
     * @param sampling what hits of watches bring now
     * @param cost takes what was measured
     */
    Trial(PerfFeatures features, Supplier<Sampling> sampling, int[] cpus, HitCost cost) {
        this.features = features;
        this.sampling = sampling;
        this.cpus = cpus;
        this.cost = cost;
    }

    /** Whether it is yet to be tried, as it was not possible before. */
    boolean isDue() {
        return !done && System.nanoTime() - triedNanos >= RETRY_NANOS;
    }

    /** @return why nothing should be watched here, empty if all is well or it could not be tried */
    String run() {
        if (!isDue()) {
            return defect;
        }
        done = true;
        triedNanos = System.nanoTime();
        try {
            SelfTest result = SelfTest.run(features, sampling.get(), cpus);
            if (result.count() > 0) {
                cost.trapMeasured(result.hitNanos());
            }
            LOG.info("a hit costs {} ns here; self-test: {}", result.hitNanos(), result);
            defect = defect(result);
            if (defect.isEmpty() && !result.isExact()) {
                LOG.warn("the self-test is not exact: {}", result);
            }
        } catch (SyscallException e) {
            // Registers or memory for rings may be short for one more; what is watched has its own.
            LOG.info("no self-test: {}", e.getMessage());
            done = !SlotPool.isPassing(e) && ++failures == MOST_FAILURES;
        } catch (MalformedRecordException e) {
            LOG.warn("no self-test: {}", e.getMessage());
        }
        return defect;
    }

    static String defect(SelfTest result) {
        return result.whyBlind()
                .map(why -> "of " + result.calls() + " calls of a function of its own, with a breakpoint on it, "
                        + result.count() + " were counted: " + why)
                .orElse("");
    }
}
