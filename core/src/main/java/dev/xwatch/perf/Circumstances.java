package dev.xwatch.perf;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is known of the process and the machine when a call fails, to tell the causes of one errno apart. Empty is what
 * could not be found out.
 *
 * @param kernelRelease such as {@code 6.1.0-13-amd64}, or the empty string
 * @param paranoid {@code kernel.perf_event_paranoid}
 * @param mlockKb {@code kernel.perf_event_mlock_kb}
 * @param perfmon whether CAP_PERFMON or CAP_SYS_ADMIN is effective
 * @param seccompFilter whether a seccomp filter stands before the kernel
 * @param tracerPid the process that traces this one, 0 if there is none
 * @param softwareEvents whether an event that needs no hardware opens
 * @param openFiles descriptors in use
 * @param openFilesLimit RLIMIT_NOFILE
 * @param lockedBytesLimit RLIMIT_MEMLOCK
 */
public record Circumstances(
        String kernelRelease,
        OptionalInt paranoid,
        OptionalInt mlockKb,
        Optional<Boolean> perfmon,
        Optional<Boolean> seccompFilter,
        OptionalInt tracerPid,
        Optional<Boolean> softwareEvents,
        OptionalLong openFiles,
        OptionalLong openFilesLimit,
        OptionalLong lockedBytesLimit) {
    /** Nothing is known: explanations then name all causes. */
    public static final Circumstances UNKNOWN = new Circumstances(
            "",
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    /** The level up to which users may have breakpoints of their own. */
    private static final int LEAST_FORBIDDING_LEVEL = 3;

    /** Whether the level of {@code kernel.perf_event_paranoid} forbids breakpoints to this process. */
    public boolean isForbiddenByLevel() {
        return paranoid.orElse(0) >= LEAST_FORBIDDING_LEVEL && !perfmon.orElse(false);
    }

    /** Who may answer system calls in the kernel's place, for the end of a cause. */
    String tracer() {
        return isTraced() ? "; process " + tracerPid.getAsInt() + " traces this one and may answer instead" : "";
    }

    /** What to do about it, for the end of a fix. */
    String withoutTracer() {
        return isTraced() ? ", or run without the tracer" : "";
    }

    private boolean isTraced() {
        return tracerPid.orElse(0) != 0;
    }
}
