package dev.xwatch.watch;

import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.Topic;
import dev.xwatch.sys.SyscallException;
import dev.xwatch.sys.TrapGuard;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that no hit ends the application, and says so where one would have. Owned by the engine's thread. */
final class MistakenTraps implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MistakenTraps.class);

    private static final Explanation LOST_CAUSE = new Explanation(
            "the hypervisor lost the cause of a hit, of which the process would have died without xwatch. Such an execution is"
                    + " counted nevertheless, a write or read is not. It may forget breakpoints too: counts can be too low",
            "run on a host with Linux 6.14 or later, if it is KVM; whether a host forgets breakpoints says `doctor`",
            Topic.LOST_CAUSE);

    private final Optional<TrapGuard> guard;
    private boolean told;

    private MistakenTraps(Optional<TrapGuard> guard) {
        this.guard = guard;
    }

    /** To be opened before any breakpoint. */
    static MistakenTraps guard() {
        try {
            Optional<TrapGuard> guard = TrapGuard.install();
            if (guard.isEmpty()) {
                LOG.info("SIGTRAP is handled by the application, so xwatch does not");
            }
            return new MistakenTraps(guard);
        } catch (SyscallException e) {
            LOG.info("SIGTRAP is not handled: {}", e.getMessage());
            return new MistakenTraps(Optional.empty());
        }
    }

    void tick() {
        if (!told && caught() > 0) {
            told = true;
            LOG.warn("{}", LOST_CAUSE);
        }
    }

    private long caught() {
        return guard.map(TrapGuard::caught).orElse(0L);
    }

    /** To be closed after all breakpoints. */
    @Override
    public void close() {
        if (caught() > 0) {
            LOG.info("the hypervisor lost the cause of {} hits", caught());
        }
        try {
            if (guard.isPresent()) {
                guard.get().close();
            }
        } catch (SyscallException e) {
            LOG.warn("SIGTRAP is still handled: {}", e.getMessage());
        }
    }
}
