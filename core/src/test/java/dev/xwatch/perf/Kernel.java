package dev.xwatch.perf;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.xwatch.sys.SyscallException;

/** What tests against the kernel need of it. */
public final class Kernel {
    private Kernel() {}

    /**
     * Skips the test where {@code perf_event_open(2)} refuses breakpoints altogether; but fails it if the environment
     * variable {@code XWATCH_REQUIRE_HW} is {@code true}.
     */
    public static void requireBreakpoints() {
        try {
            SlotProbe.freeSlots(0, -1);
        } catch (SyscallException e) {
            String reason = "no breakpoints here: " + e.getMessage();
            if ("true".equals(System.getenv("XWATCH_REQUIRE_HW"))) {
                fail(reason, e);
            }
            abort(reason);
        }
    }
}
