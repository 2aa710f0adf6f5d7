package dev.xwatch.watch;

import dev.xwatch.perf.MalformedRecordException;
import dev.xwatch.sys.MemoryAccessException;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;

/**
 * What a thread of xwatch does when a part of its work has failed, the application's heap being full for instance: it goes on,
 * since nobody but it will ever take the breakpoints away. Made beforehand, when there is memory to load its class. For any
 * thread.
 */
final class Survival {
    /** At once there is no more memory than before, and each try has the collector run. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * What is caught anywhere in the loops of those threads. Who catches something for the first time has its class looked up,
     * by the class loader, which needs memory: HotSpot throws the error of that instead, and nobody catches it
     * ({@code Method::fast_exception_handler_bci_for} in {@code oops/method.cpp}).
     */
    private static final Set<Class<? extends Throwable>> CAUGHT = Set.of(
            Error.class,
            OutOfMemoryError.class,
            RuntimeException.class,
            MemoryAccessException.class,
            IOException.class,
            SyscallException.class,
            MalformedRecordException.class,
            InterruptedException.class);

    private final Logger log;
    private final String what;

    /** @param what will have failed, and will be tried again */
    Survival(Logger log, String what) {
        Objects.requireNonNull(CAUGHT); // these are known now
        LockSupport.parkNanos(0); // as is this
        this.log = log;
        this.what = what;
    }

    /** Says what has failed, unless there is no memory even for that, and waits a moment after an {@link Error}. */
    void after(Throwable failure) {
        try {
            log.error(what, failure);
        } catch (RuntimeException | Error e) {
            // The same again, most likely.
        }
        if (failure instanceof Error) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
