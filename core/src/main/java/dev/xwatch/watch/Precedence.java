package dev.xwatch.watch;

import dev.xwatch.sys.Linux;
import dev.xwatch.sys.SyscallException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where hundreds of threads compete for the CPUs, those that read hits or move breakpoints come too late without it. */
final class Precedence {
    private static final Logger LOG = LoggerFactory.getLogger(Precedence.class);
    private static final int NICE = -10;

    private Precedence() {}

    /** For the calling thread, if this user may. */
    static void take() {
        try {
            Linux.setNice(Linux.gettid(), NICE);
        } catch (SyscallException e) {
            LOG.debug("{} has no precedence: {}", Thread.currentThread().getName(), e.getMessage());
        }
    }
}
