package dev.xwatch.watch;

import dev.xwatch.procfs.Descriptors;
import dev.xwatch.sys.Errno;
import dev.xwatch.sys.SyscallException;

/**
 * How many file descriptors xwatch may take: together with those that it has, half of what the application does not use.
 */
final class FdBudget {
    private final Descriptors now;
    private int left;

    /** @param held how many of those that are open are xwatch's */
    FdBudget(Descriptors now, int held) {
        this.now = now;
        this.left = (now.free() + held) / 2 - held;
    }

    int left() {
        return left;
    }

    /** How many to give back: where the application has come near the limit, what is beyond half. */
    int excess() {
        return now.free() < now.limit() / 8 ? Math.max(0, -left) : 0;
    }

    /** @throws SyscallException EMFILE if there is none left to take, which the kernel was not asked for then */
    void take() throws SyscallException {
        if (left <= 0) {
            throw exhausted();
        }
        left--;
    }

    /** What is said of threads that have no events for the application's sake. */
    SyscallException exhausted() {
        return new SyscallException(
                "perf_event_open",
                "not called: of " + now.limit() + " file descriptors those that are free are left to the application",
                Errno.EMFILE);
    }
}
