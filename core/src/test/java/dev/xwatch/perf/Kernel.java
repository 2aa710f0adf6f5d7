package dev.xwatch.perf;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.xwatch.procfs.Cpus;
import dev.xwatch.sys.SyscallException;
import dev.xwatch.sys.TrapGuard;
import java.io.IOException;

/** What tests against the kernel need of it. */
public final class Kernel {
    static {
        // For good: the tests' JVM sets breakpoints by the million.
        try {
            TrapGuard.install();
        } catch (SyscallException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Kernel() {}

    /**
     * Skips the test where {@code perf_event_open(2)} refuses breakpoints altogether, or opens them and they are never
     * hit, or where the environment variable {@code XWATCH_WITHOUT_HW} says why they cannot be relied on; but fails it if the
     * environment variable {@code XWATCH_REQUIRE_HW} is {@code true}.
     */
    public static void requireBreakpoints() {
        String missing = missing();
        if (missing.isEmpty()) {
            return;
        }
        if ("true".equals(System.getenv("XWATCH_REQUIRE_HW"))) {
            fail(missing);
        }
        abort(missing);
    }

    private static String missing() {
        String known = System.getenv("XWATCH_WITHOUT_HW");
        if (known != null) {
            return known;
        }
        try {
            return SelfTest.run(PerfFeatures.probe(), Sampling.PLAIN, Cpus.online())
                    .whyBlind()
                    .map(Explanation::toString)
                    .orElse("");
        } catch (IOException | MalformedRecordException e) {
            return "no breakpoints here: " + e.getMessage();
        }
    }
}
