package dev.xwatch.perf;

import static dev.xwatch.perf.PerfAbi.PERF_TYPE_BREAKPOINT;

import dev.xwatch.sys.Errno;
import dev.xwatch.sys.SyscallException;

/** Why {@code perf_event_open(2)} refused: by errno, by what was asked for, and by what else is known. */
final class OpenExplanations {
    private final PerfEventOpenException failure;
    private final Circumstances known;

    OpenExplanations(PerfEventOpenException failure, Circumstances known) {
        this.failure = failure;
        this.known = known;
    }

    Explanation explain() {
        return switch (failure.errno()) {
            case Errno.EACCES -> eacces();
            case Errno.EPERM -> eperm();
            case Errno.ENOSYS -> enosys();
            case Errno.ENOSPC -> enospc();
            case Errno.EINVAL, Errno.E2BIG -> einval();
            case Errno.ENODEV, Errno.EOPNOTSUPP, Errno.ENOENT -> noHardware();
            case Errno.EMFILE ->
                explanation(
                        "this process may have no more file descriptors" + descriptors()
                                + "; xwatch takes one for each thread, CPU and watch",
                        "raise RLIMIT_NOFILE (ulimit -n), or watch less at a time");
            case Errno.ENFILE ->
                explanation("the system has no more file descriptors for anybody", "raise fs.file-max");
            case Errno.ENOMEM ->
                explanation("the kernel has no memory for the event", "free memory, or watch less at a time");
            case Errno.EBUSY ->
                explanation(
                        "another event has the hardware for itself (exclusive or pinned)",
                        "end the profiler that opened it, then watch again");
            case Errno.ESRCH ->
                explanation(
                        thread() + " had ended before its breakpoint could be set",
                        "nothing is needed: a thread that has ended executes nothing");
            default -> new CallExplanations(failure, known).explain();
        };
    }

    private Explanation eacces() {
        if (known.isForbiddenByLevel()) {
            return explanation(
                    "kernel.perf_event_paranoid is " + known.paranoid().orElseThrow()
                            + ", which forbids perf events to processes that have neither CAP_PERFMON nor CAP_SYS_ADMIN,"
                            + " as this one",
                    "sysctl kernel.perf_event_paranoid=2, or give the JVM CAP_PERFMON");
        }
        if (known.paranoid().isPresent()) {
            return explanation(
                    "kernel.perf_event_paranoid (" + known.paranoid().getAsInt()
                            + ") allows it: a security module, such as SELinux, forbids it" + known.tracer(),
                    "allow perf_event to this process in that module's policy (ausearch -m avc names the rule)"
                            + known.withoutTracer());
        }
        return explanation(
                "kernel.perf_event_paranoid above 2, or a security module such as SELinux, forbids it to this user",
                "sysctl kernel.perf_event_paranoid=2, or give the JVM CAP_PERFMON");
    }

    private Explanation eperm() {
        if (known.seccompFilter().isEmpty()) {
            return explanation(
                    "a seccomp filter, as containers have, or a security module forbids it",
                    "allow perf_event_open in the container's seccomp profile, or add the capability PERFMON");
        }
        if (known.seccompFilter().get()) {
            return explanation(
                    "the seccomp filter of this process, as containers have one, forbids it",
                    "allow perf_event_open in the container's seccomp profile; Docker's allows it with"
                            + " --cap-add PERFMON");
        }
        return explanation(
                "this process has no seccomp filter, and a low kernel.perf_event_paranoid answers otherwise: a security"
                        + " module (SELinux, AppArmor, lockdown) forbids it" + known.tracer(),
                "allow perf_event_open to this process in that module's policy" + known.withoutTracer());
    }

    private Explanation enosys() {
        if (known.seccompFilter().orElse(false) && known.paranoid().isPresent()) {
            return explanation(
                    "the kernel has perf events, and the seccomp filter of this process hides them",
                    "allow perf_event_open in the container's seccomp profile");
        }
        if (known.paranoid().isPresent()) {
            return explanation(
                    "the kernel has perf events and no seccomp filter is set, but something between it and this"
                            + " process does not let the call through" + known.tracer(),
                    "run outside of the sandbox or tracer");
        }
        return explanation(
                "this kernel was built without perf events, is a sandbox's (gVisor), or a seccomp filter hides them",
                "run on Linux 5.13 or later with CONFIG_PERF_EVENTS, and allow perf_event_open in the container's"
                        + " seccomp profile");
    }

    private Explanation enospc() {
        return explanation(
                free() + "; they are shared by xwatch's watches, debuggers (gdb's hbreak and watch) and other users of"
                        + " perf (perf stat -a -e mem:..., bpftrace)" + known.tracer(),
                "take a watch away, or end who holds the register; the watch is armed when one is free");
    }

    /** Counted now: who held them may have let go meanwhile. */
    private String free() {
        try {
            int free = SlotProbe.freeSlots(failure.tid(), failure.cpu());
            return free + " of the " + SlotProbe.SLOTS + " debug registers of " + thread() + " are free";
        } catch (SyscallException e) {
            return "the " + SlotProbe.SLOTS + " debug registers of " + thread() + " are all taken";
        }
    }

    private Explanation einval() {
        String release =
                known.kernelRelease().isEmpty() ? "this kernel" : "this kernel (" + known.kernelRelease() + ")";
        if (failure.attr().type() != PERF_TYPE_BREAKPOINT) {
            return explanation(release + " does not know an attribute of the event", "run on Linux 5.13 or later");
        }
        return explanation(
                "x86 takes a breakpoint of " + what() + " at 0x"
                        + Long.toHexString(failure.attr().bpAddr()) + ", so " + release
                        + " does not know an attribute, such as inherit_thread, or it restricts addresses further",
                "run on Linux 5.13 or later; watch an address of user space");
    }

    private String what() {
        long length = failure.attr().bpLen();
        int type = failure.attr().bpType();
        for (AccessMode mode : AccessMode.values()) {
            if (mode.bpType() == type) {
                return "length " + length + " and mode " + mode;
            }
        }
        return "length " + length + " and type " + type;
    }

    private Explanation noHardware() {
        if (failure.attr().type() != PERF_TYPE_BREAKPOINT) {
            return explanation(
                    "this kernel has no events of this type, not even those that need no hardware",
                    "run on Linux 5.13 or later with CONFIG_PERF_EVENTS");
        }
        String tried = known.softwareEvents().orElse(false) ? "; events that need no hardware open" : "";
        String cpu = failure.cpu() >= 0 ? ", or CPU " + failure.cpu() + " is offline" : "";
        return explanation(
                "this machine offers no hardware breakpoints, as some virtual machines do not" + tried + cpu,
                "run where the hypervisor passes debug registers on, on a kernel with CONFIG_HAVE_HW_BREAKPOINT");
    }

    private String descriptors() {
        if (known.openFiles().isEmpty() || known.openFilesLimit().isEmpty()) {
            return "";
        }
        return " (" + known.openFiles().getAsLong() + " of "
                + known.openFilesLimit().getAsLong() + " are in use)";
    }

    private String thread() {
        return failure.tid() == 0 ? "the calling thread" : "thread " + failure.tid();
    }

    private Explanation explanation(String why, String fix) {
        return new Explanation(why, fix, Explanation.ofOpen(failure.errno()));
    }
}
