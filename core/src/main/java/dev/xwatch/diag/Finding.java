package dev.xwatch.diag;

import dev.xwatch.perf.Explanation;

/** What came of trying something. */
public sealed interface Finding {
    /** What was found, in a few words. */
    String detail();

    /** All that is needed is there. */
    record Ok(String detail) implements Finding {}

    /** It works, but less well than it could. */
    record Degraded(String detail, Explanation explanation) implements Finding {}

    /** It does not work. */
    record Fails(String detail, Explanation explanation) implements Finding {}
}
