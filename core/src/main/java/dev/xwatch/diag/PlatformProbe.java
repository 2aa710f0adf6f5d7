package dev.xwatch.diag;

import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.Topic;

/** Linux on x86_64, and a JVM of that architecture. */
final class PlatformProbe implements Probe {
    @Override
    public Finding run() {
        return judge(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static Finding judge(String os, String arch) {
        String detail = os + " " + arch;
        if (os.equals("Linux") && arch.equals("amd64")) {
            return new Finding.Ok(detail);
        }
        return new Finding.Fails(
                detail,
                new Explanation(
                        "breakpoints are set through Linux's perf_event_open, on x86_64",
                        "run it on Linux 5.13 or later on x86_64",
                        Topic.NO_PLATFORM));
    }
}
