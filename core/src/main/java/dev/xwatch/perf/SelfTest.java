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

    private static final int RING_PAGES = 16;

    /** As many as have room in a ring, with all the stack that a record can bring: below 10 KiB. */
    private static final int CALLS_PER_DRAIN = 5;

    /**
     * Runs it on the calling thread, in a few milliseconds.
     *
     * @param sampling what each record brings: a larger one costs more
     * @throws SyscallException if the breakpoint or its rings cannot be had
     * @throws MalformedRecordException if the kernel's records are not what they should be
     */
    public static SelfTest run(PerfFeatures features, Sampling sampling, int[] cpus)
            throws SyscallException, MalformedRecordException {
        try (CodePage code = CodePage.map()) {
            // The first calls are slower: classes are loaded, pages are touched.
            for (int i = 0; i < CALLS; i++) {
                nanosOfCall(code);
            }
            long[] without = new long[CALLS];
            for (int i = 0; i < CALLS; i++) {
                without[i] = nanosOfCall(code);
            }
            long[] with = new long[CALLS];
            int recorded = 0;
            Breakpoint breakpoint = new Breakpoint(code.address(0), Long.BYTES, AccessMode.X);
            try (ThreadEvents events = ThreadEvents.open(breakpoint, features, sampling, cpus, RING_PAGES)) {
                for (int i = 0; i < CALLS; i++) {
                    with[i] = nanosOfCall(code);
                    if (i % CALLS_PER_DRAIN == 0) {
                        recorded += events.drain().size();
                    }
                }
                recorded += events.drain().size();
                return new SelfTest(
                        CALLS, events.count(), recorded, median(without), Math.max(0, median(with) - median(without)));
            }
        }
    }

    private static long nanosOfCall(CodePage code) {
        long start = System.nanoTime();
        code.call(0);
        return System.nanoTime() - start;
    }

    private static long median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
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
