package dev.xwatch.diag;

import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.ThreadEvents;
import dev.xwatch.perf.Topic;
import dev.xwatch.procfs.Cpus;
import dev.xwatch.sys.CodePage;
import dev.xwatch.sys.SyscallException;
import dev.xwatch.sys.TrapGuard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Tens of thousands of hits, in threads that give way to each other. Some hypervisors lose a few of so many, which a hundred
 * hits in a row do not show. Ends with the first that is lost, or after two seconds.
 */
final class EveryHitProbe implements Probe {
    private static final int ROUNDS = 20;
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** More than there are CPUs, but not a crowd. */
    private static final int THREADS_FOR_EACH_CPU = 2;

    private static final int MOST_THREADS = 8;
    private static final int CALLS_AT_ONCE = 10;
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final int RING_PAGES = 4;

    @Override
    public Finding run() throws IOException {
        int[] cpus = Cpus.online();
        int threads = Math.min(THREADS_FOR_EACH_CPU * cpus.length, MOST_THREADS);
        Optional<TrapGuard> guard = TrapGuard.install();
        try (CodePage code = CodePage.map()) {
            Breakpoint breakpoint = new Breakpoint(code.address(0), Long.BYTES, AccessMode.X);
            try (ThreadEvents events = ThreadEvents.open(breakpoint, PerfFeatures.probe(), cpus, RING_PAGES)) {
                return rounds(code, events, threads, guard);
            }
        } finally {
            if (guard.isPresent()) {
                guard.get().close();
            }
        }
    }

    private static Finding rounds(CodePage code, ThreadEvents events, int threads, Optional<TrapGuard> guard)
            throws IOException {
        // Started while the breakpoint is there: they inherit it.
        ExecutorService callers =
                Executors.newFixedThreadPool(threads, task -> new Thread(task, "xwatch-doctor-caller"));
        try {
            long calls = 0;
            for (int round = 0; round < ROUNDS && isAsExpected(calls, events, guard); round++) {
                calls += round(code, threads, callers);
            }
            return judge(calls, threads, events.count(), causesLost(guard));
        } finally {
            callers.shutdown();
        }
    }

    /**
     * Returns when no thread calls any more, also if this one is interrupted.
     *
     * @return how often they called
     */
    private static long round(CodePage code, int threads, Executor callers) {
        List<CompletableFuture<Long>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(CompletableFuture.supplyAsync(() -> call(code), callers));
        }
        return running.stream().mapToLong(CompletableFuture::join).sum();
    }

    private static long call(CodePage code) {
        long calls = 0;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < ROUND_NANOS) {
            for (int i = 0; i < CALLS_AT_ONCE; i++) {
                code.call(0);
            }
            calls += CALLS_AT_ONCE;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return calls;
    }

    private static boolean isAsExpected(long calls, ThreadEvents events, Optional<TrapGuard> guard)
            throws SyscallException {
        return events.count() == calls && causesLost(guard) == 0;
    }

    private static long causesLost(Optional<TrapGuard> guard) {
        return guard.map(TrapGuard::caught).orElse(0L);
    }

    static Finding judge(long calls, int threads, long counted, long causesLost) {
        String detail = counted + " of " + calls + " calls counted, in " + threads + " threads";
        if (counted == calls && causesLost == 0) {
            return new Finding.Ok(detail);
        }
        return new Finding.Degraded(
                detail + ", causes lost: " + causesLost,
                new Explanation(
                        "the hypervisor forgets a breakpoint, or what a hit was for, now and then: counts may be too low there",
                        "run on another host: with Linux 6.14 or later, if it is KVM",
                        Topic.FORGOTTEN));
    }
}
