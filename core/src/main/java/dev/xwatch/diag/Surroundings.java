package dev.xwatch.diag;

import dev.xwatch.perf.Circumstances;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.procfs.Descriptors;
import dev.xwatch.procfs.LockedMemory;
import dev.xwatch.procfs.ProcessStatus;
import dev.xwatch.procfs.Sysctl;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what tells the causes of a failure apart. Stateless. */
public final class Surroundings {
    private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);
    private static final int SECCOMP_MODE_FILTER = 2;

    private Surroundings() {}

    private interface Source<T> {
        T read() throws IOException;
    }

    /** What holds now. Never fails: what cannot be found out is empty. */
    public static Circumstances now() {
        Sysctl sysctl = new Sysctl(Path.of("/proc/sys"));
        Optional<ProcessStatus> status = read(ProcessStatus::self);
        Optional<Descriptors> descriptors = read(Descriptors::self);
        return new Circumstances(
                System.getProperty("os.version", ""),
                sysctl.perfEventParanoid(),
                sysctl.perfEventMlockKb(),
                status.map(s -> s.hasPerfmon() || s.hasSysAdmin()),
                status.flatMap(Surroundings::seccompFilter),
                status.map(ProcessStatus::tracerPid).orElse(OptionalInt.empty()),
                softwareEvents(),
                descriptors.map(d -> OptionalLong.of(d.open())).orElse(OptionalLong.empty()),
                descriptors.map(d -> OptionalLong.of(d.limit())).orElse(OptionalLong.empty()),
                read(LockedMemory::self).map(m -> OptionalLong.of(m.limit())).orElse(OptionalLong.empty()));
    }

    private static Optional<Boolean> seccompFilter(ProcessStatus status) {
        OptionalInt mode = status.seccomp();
        return mode.isPresent() ? Optional.of(mode.getAsInt() == SECCOMP_MODE_FILTER) : Optional.empty();
    }

    /** The events by which features are probed are software events that never occur. */
    private static Optional<Boolean> softwareEvents() {
        try {
            PerfFeatures.probe();
            return Optional.of(true);
        } catch (SyscallException e) {
            return Optional.of(false);
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }

    private static <T> Optional<T> read(Source<T> source) {
        try {
            return Optional.of(source.read());
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("not known: {}", e.toString());
            return Optional.empty();
        }
    }
}
