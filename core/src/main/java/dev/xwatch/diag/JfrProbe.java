package dev.xwatch.diag;

import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.Topic;

/** The module that hits are recorded by. */
final class JfrProbe implements Probe {
    @Override
    public Finding run() {
        return judge(ModuleLayer.boot().findModule("jdk.jfr").isPresent());
    }

    static Finding judge(boolean present) {
        return present
                ? new Finding.Ok("module jdk.jfr")
                : new Finding.Degraded(
                        "no module jdk.jfr in this Java runtime",
                        new Explanation(
                                "the runtime was linked without it: hits are counted, and not recorded",
                                "use a whole JDK, or jlink --add-modules jdk.jfr",
                                Topic.NO_JFR));
    }
}
