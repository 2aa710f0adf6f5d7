package dev.xwatch.watch;

import dev.xwatch.sys.NoAnswerException;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's thread: does what it is asked, and in between lets the watches follow the JVM. */
final class EngineLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineLoop.class);
    private static final String ENDED = "xwatch-engine has ended";

    private final Queue<FutureTask<?>> tasks = new ConcurrentLinkedQueue<>();
    private final Doorbell doorbell = new Doorbell();
    private final Survival survival = new Survival(LOG, "following the JVM failed, and is tried again");
    private volatile @Nullable Watches watches;
    private volatile boolean stopping;
    private volatile boolean exiting;
    /** Then no task is taken any more; guarded by {@code tasks}. */
    private boolean ended;

    EngineLoop() throws SyscallException {}

    /** Where its thread sleeps. */
    Doorbell doorbell() {
        return doorbell;
    }

    /** On the engine's thread: from now on these are followed. */
    void open(Watches opened) {
        watches = opened;
        if (exiting) {
            opened.exiting();
        }
    }

    Watches watches() {
        Watches opened = watches;
        if (opened == null) {
            throw new IllegalStateException("the engine is closed");
        }
        return opened;
    }

    Collection<StateChange> states() {
        Watches opened = watches;
        return opened == null ? List.of() : opened.states();
    }

    Collection<Region> regions() {
        Watches opened = watches;
        return opened == null ? List.of() : opened.regions();
    }

    /**
     * Runs a task on the engine's thread and waits for it, in spite of interrupts.
     *
     * @param seconds how long to wait at most
     * @throws IOException the task's, or because the engine did not answer in time or has ended
     */
    <T> T call(Callable<T> task, long seconds) throws IOException {
        FutureTask<T> future = new FutureTask<>(task);
        add(future);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get(seconds, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            future.cancel(false);
            throw new NoAnswerException("xwatch-engine did not answer in " + seconds + " s", e);
        } catch (CancellationException e) {
            throw new NoAnswerException(ENDED, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The JVM is ending: it must not have to wait for the threads. */
    private void exiting() {
        exiting = true;
        doorbell.exiting();
        Watches opened = watches;
        if (opened != null) {
            opened.exiting();
        }
    }

    /** Ends the thread, which takes everything away first. */
    void stop() {
        stopping = true;
        doorbell.ring();
    }

    private void add(FutureTask<?> task) throws IOException {
        synchronized (tasks) {
            if (ended) {
                throw new NoAnswerException(ENDED, null);
            }
            tasks.add(task);
        }
        doorbell.ring();
    }

    @Override
    public void run() {
        Precedence.take();
        JvmExit exit = JvmExit.onBegin(this::exiting);
        try {
            follow();
        } finally {
            exit.close();
        }
    }

    private void follow() {
        long waitNanos = TimeUnit.SECONDS.toNanos(1);
        while (!stopping) {
            try {
                boolean rung = !tasks.isEmpty() || doorbell.await(waitNanos);
                FutureTask<?> task = tasks.poll();
                if (task != null) {
                    task.run();
                }
                Watches opened = watches;
                if (opened != null && !stopping && (rung || !opened.isStill())) {
                    waitNanos = opened.tick();
                }
            } catch (IOException | RuntimeException | Error e) {
                survival.after(e);
            }
        }
        Watches opened = watches;
        watches = null;
        try {
            if (opened != null) {
                opened.close();
            }
        } finally {
            synchronized (tasks) {
                ended = true;
                tasks.forEach(task -> task.cancel(false));
            }
            doorbell.close();
        }
    }
}
