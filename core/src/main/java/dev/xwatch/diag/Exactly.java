package dev.xwatch.diag;

import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.Topic;

/** Judges a count by what it must be. */
final class Exactly {
    private Exactly() {}

    /** @param what was done, for example {@code writes} */
    static Finding judge(String what, long expected, long counted) {
        String detail = counted + " of " + expected + " " + what + " counted";
        return counted == expected
                ? new Finding.Ok(detail)
                : new Finding.Fails(
                        detail,
                        new Explanation(
                                "this kernel or hypervisor does not count each hit once",
                                "run another kernel; report it with the kernel's version and the hypervisor's name",
                                Topic.NOT_HIT));
    }
}
