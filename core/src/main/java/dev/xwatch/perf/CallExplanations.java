package dev.xwatch.perf;

import dev.xwatch.sys.Errno;
import dev.xwatch.sys.SyscallException;

/** Why a system call failed: what each errno means for the calls that xwatch makes. */
final class CallExplanations {
    private final SyscallException failure;
    private final Circumstances known;

    CallExplanations(SyscallException failure, Circumstances known) {
        this.failure = failure;
        this.known = known;
    }

    Explanation explain() {
        return switch (failure.call()) {
            case "mmap" -> mmap();
            case "ioctl" -> ioctl();
            default -> byErrno();
        };
    }

    private Explanation mmap() {
        return switch (failure.errno()) {
            case Errno.EPERM, Errno.EAGAIN ->
                own(
                        "this user's memory for rings is used up: all processes together may have " + allowance()
                                + ", then what RLIMIT_MEMLOCK" + memlock() + " leaves",
                        "raise kernel.perf_event_mlock_kb or RLIMIT_MEMLOCK (ulimit -l), give the JVM CAP_IPC_LOCK, or"
                                + " end other users of perf");
            case Errno.ENOMEM ->
                own(
                        "the kernel has no memory for the ring, or the process has too many mappings",
                        "free memory, or raise vm.max_map_count");
            default -> byErrno();
        };
    }

    private String allowance() {
        return known.mlockKb().isPresent()
                ? known.mlockKb().getAsInt() + " KiB for each CPU (kernel.perf_event_mlock_kb)"
                : "kernel.perf_event_mlock_kb for each CPU";
    }

    private String memlock() {
        if (known.lockedBytesLimit().isEmpty()) {
            return "";
        }
        long bytes = known.lockedBytesLimit().getAsLong();
        return bytes == Long.MAX_VALUE ? " (unlimited)" : " (" + bytes / 1024 + " KiB)";
    }

    private Explanation ioctl() {
        boolean output = failure.arguments().contains("PERF_EVENT_IOC_SET_OUTPUT");
        boolean move = failure.arguments().contains("PERF_EVENT_IOC_MODIFY_ATTRIBUTES");
        if (output && failure.errno() == Errno.EINVAL) {
            return own(
                    "the event and the ring are not of one CPU, or the ring is closed",
                    "watch again; CPUs that were taken offline or online meanwhile can be the cause");
        }
        if (move && failure.errno() == Errno.EINVAL) {
            return own(
                    "the kernel does not take the new place for a breakpoint",
                    "watch an address of user space; data at a multiple of its length");
        }
        if (move && failure.errno() == Errno.ENOSPC) {
            return own(
                    "the thread's debug registers were taken by another meanwhile",
                    "end the debugger or profiler that holds them, or take a watch away");
        }
        return byErrno();
    }

    /** What holds for every call. */
    private Explanation byErrno() {
        return switch (failure.errno()) {
            case Errno.EPERM, Errno.EACCES ->
                general(
                        "a seccomp filter or a security module forbids it" + known.tracer(),
                        "allow " + failure.call()
                                + " to this process in the container's profile or the module's policy");
            case Errno.ENOSYS ->
                general(
                        "the kernel, a seccomp filter or a sandbox has no such call" + known.tracer(),
                        "allow " + failure.call()
                                + " in the container's seccomp profile, or run outside of the sandbox");
            case Errno.ENOSPC ->
                general("there is no room for it, such as a debug register", "take a watch away, or end who holds it");
            case Errno.EMFILE ->
                general("this process may have no more file descriptors", "raise RLIMIT_NOFILE (ulimit -n)");
            case Errno.ENFILE -> general("the system has no more file descriptors", "raise fs.file-max");
            case Errno.EINVAL, Errno.E2BIG ->
                general("this kernel does not take one of the arguments", "run on Linux 5.13 or later");
            case Errno.EBUSY -> general("another user has it", "end that one, then try again");
            case Errno.ENODEV, Errno.EOPNOTSUPP, Errno.ENOENT ->
                general(
                        "the machine or this kernel does not have what is asked for",
                        "run doctor, which tries each need by itself");
            case Errno.ENOMEM -> general("the kernel has no memory for it", "free memory, then try again");
            case Errno.ESRCH -> general("the thread has ended", "nothing is needed");
            default ->
                new Explanation(
                        "the kernel gives no more reason than that",
                        "run doctor, which tries each need by itself",
                        Topic.OTHER_CALL);
        };
    }

    private Explanation own(String why, String fix) {
        return new Explanation(why, fix, Explanation.heading(failure.call(), failure.errno()));
    }

    private Explanation general(String why, String fix) {
        return failure.call().equals("perf_event_open") ? own(why, fix) : new Explanation(why, fix, Topic.OTHER_CALL);
    }
}
