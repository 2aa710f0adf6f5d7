package dev.xwatch.watch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;

/**
 * What a thread of xwatch does when a part of its work has failed, the application's heap being full for instance: it goes on,
 * since nobody but it will ever take the breakpoints away.
 */
final class Survival {
    /** At once there is no more memory than before, and each try has the collector run. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private Survival() {}

    /** Says what has failed, unless there is no memory even for that, and waits a moment after an {@link Error}. */
    static void after(Throwable failure, Logger log, String what) {
        try {
            log.error(what, failure);
        } catch (Error e) {
            // The same again, most likely.
        }
        if (failure instanceof Error) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
