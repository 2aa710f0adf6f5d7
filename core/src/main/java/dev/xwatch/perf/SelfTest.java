package dev.xwatch.perf;

import dev.xwatch.sys.CodePage;
import dev.xwatch.sys.SyscallException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Calls a function that nobody else calls, with a breakpoint on it: shows whether hits are counted and recorded here, and
 * what one costs.
 *
 * @param calls how often it was called
 * @param count hits that the kernel counted
 * @param recorded hits that came out of the rings
 * @param callNanos the median time of a call without the breakpoint
 * @param hitNanos what the breakpoint adds to that: the cost of a hit
 */
public record SelfTest(int calls, long count, int recorded, long callNanos, long hitNanos) {
    /** How often the function is called. */
    public static final int CALLS = 100;

    /** The kernel writes a record twice, rarely; this many of {@value #CALLS} are more than that. */
    private static final int MOST_DUPLICATES = 1;

    /** No debug exception is as short as this. */
    private static final long LEAST_TRAP_NANOS = 300;

    private static final int RING_PAGES = 4;

    /**
     * Runs it on the calling thread, in a few milliseconds.
     *
     * @throws SyscallException if the breakpoint or its rings cannot be had
     * @throws MalformedRecordException if the kernel's records are not what they should be
     */
    public static SelfTest run(PerfFeatures features, int[] cpus) throws SyscallException, MalformedRecordException {
        try (CodePage code = CodePage.map()) {
            // The first calls are slower: classes are loaded, pages are touched.
            medianOfCalls(code);
            long without = medianOfCalls(code);
            Breakpoint breakpoint = new Breakpoint(code.address(0), Long.BYTES, AccessMode.X);
            try (ThreadEvents events = ThreadEvents.open(breakpoint, features, cpus, RING_PAGES)) {
                long with = medianOfCalls(code);
                return new SelfTest(CALLS, events.count(), events.drain().size(), without, Math.max(0, with - without));
            }
        }
    }

    private static long medianOfCalls(CodePage code) {
        long[] nanos = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            code.call(0);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[CALLS / 2];
    }

    /** Whether each call was counted once and recorded, once but for a rare duplicate. */
    public boolean isExact() {
        return count == calls && recorded >= calls && recorded <= calls + MOST_DUPLICATES;
    }

    /** Why nothing can be watched here: a watch would be armed and show nothing. Empty where hits are counted. */
    public Optional<Explanation> whyBlind() {
        if (count < calls && hitNanos >= LEAST_TRAP_NANOS) {
            return Optional.of(new Explanation(
                    "calls take the time of a debug exception, and are not counted: the kernel or the hypervisor loses hits",
                    "run another kernel; report it with the kernel's version and the hypervisor's name",
                    Topic.NOT_COUNTED));
        }
        if (count == 0) {
            return Optional.of(new Explanation(
                    "the breakpoint opens and is never hit: the hypervisor does not pass debug registers on",
                    "run on bare metal, or in a virtual machine with hardware breakpoints",
                    Topic.NOT_HIT));
        }
        return Optional.empty();
    }
}
