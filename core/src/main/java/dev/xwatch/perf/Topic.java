package dev.xwatch.perf;

/** What {@code docs/troubleshooting.md} has a heading for, beside the errors of single system calls. */
public enum Topic {
    NO_PLATFORM("xwatch on OS ARCH: breakpoints are set through Linux's perf_event_open, on x86_64"),
    OLD_KERNEL("xwatch on Linux RELEASE: threads inherit breakpoints only since 5.13 (inherit_thread)"),
    NATIVE_LIBRARY("xwatch's native library cannot be loaded"),
    NOT_HIT("the breakpoint opens and is never hit: the hypervisor does not pass debug registers on"),
    NOT_COUNTED(
            "calls take the time of a debug exception, and are not counted: the kernel or the hypervisor loses hits"),
    LOST_CAUSE("the hypervisor lost the cause of a hit"),
    FORGOTTEN("the hypervisor forgets a breakpoint, or what a hit was for, now and then"),
    NO_FORMAT_LOST("no PERF_FORMAT_LOST"),
    MALFORMED_RECORD("MalformedRecordException"),
    NO_JFR("this Java runtime has no module jdk.jfr"),
    NO_INSPECTION("this JVM's structures cannot be read, so methods cannot be found"),
    NO_ANSWER("xwatch-engine did not answer in 30 s"),
    KERNEL_FILE("java.io.IOException"),
    OTHER_CALL("another system call failed");

    private final String heading;

    Topic(String heading) {
        this.heading = heading;
    }

    String heading() {
        return heading;
    }
}
