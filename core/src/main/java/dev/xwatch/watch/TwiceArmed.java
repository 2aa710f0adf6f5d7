package dev.xwatch.watch;

import dev.xwatch.perf.PerfRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices threads that have two events of one slot, an inherited one and by mistake one of their own (see
 * {@link ThreadCoverage}). Both count each hit, and both write a record in the same exception. Records of one event are
 * never that near each other: between two hits the thread has to execute something.
 *
 * <p>The event that was opened later, which the kernel gave the greater id, is one too many: whoever has it had the other
 * before. For the decoding thread, but for {@link #superfluous}.
 */
final class TwiceArmed {
    /**
     * Much more than an exception takes, in a virtual machine too, and much less than it takes until a thread's number is
     * used again or its events are opened anew.
     */
    private static final long ONE_EXCEPTION_NANOS = 1_000_000;

    private final Map<Integer, PerfRecord.Sample> latestOfCpu = new HashMap<>();
    private final Set<Long> superfluous = ConcurrentHashMap.newKeySet();

    /**
     * Whether the hit that a record tells of is told by another one too.
     *
     * @param sample the slot's next one, in order of time
     */
    boolean isRepeated(PerfRecord.Sample sample) {
        if (superfluous.contains(sample.id())) {
            return true;
        }
        PerfRecord.Sample previous = latestOfCpu.put(sample.cpu(), sample);
        if (previous == null || !isOfOneHit(previous, sample)) {
            return false;
        }
        latestOfCpu.remove(sample.cpu()); // neither is half of another pair
        superfluous.add(Math.max(previous.id(), sample.id()));
        return true;
    }

    private static boolean isOfOneHit(PerfRecord.Sample first, PerfRecord.Sample second) {
        return first.id() != second.id()
                && first.tid() == second.tid()
                && first.ip() == second.ip()
                && second.timeNanos() - first.timeNanos() < ONE_EXCEPTION_NANOS;
    }

    /** The ids of the events that are too many. Thread-safe. */
    Set<Long> superfluous() {
        return superfluous;
    }
}
