package dev.xwatch.boot;

import dev.xwatch.watch.RefusedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether xwatch can run here at all: judged before anything native is loaded. */
final class Machine {
    /** The first kernel with {@code inherit_thread}. */
    private static final int LEAST_MAJOR = 5;

    private static final int LEAST_MINOR = 13;
    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*");

    private Machine() {}

    /** @throws RefusedException saying what is missing */
    static void require(String os, String release, String arch) {
        if (!os.equals("Linux") || !arch.equals("amd64")) {
            throw new RefusedException(
                    "xwatch on " + os + " " + arch,
                    "breakpoints are set through Linux's perf_event_open, on x86_64",
                    "run it on Linux 5.13 or later on x86_64");
        }
        Matcher version = RELEASE.matcher(release);
        if (version.matches()) {
            int major = Integer.parseInt(version.group(1));
            int minor = Integer.parseInt(version.group(2));
            if (major < LEAST_MAJOR || (major == LEAST_MAJOR && minor < LEAST_MINOR)) {
                throw new RefusedException(
                        "xwatch on Linux " + release,
                        "threads inherit breakpoints only since 5.13 (inherit_thread)",
                        "run it on Linux 5.13 or later");
            }
        }
    }
}
