package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Calls a target as it is told by lines on stdin, each of which it answers with one that begins with the same word:
 * {@code one}, calls by the main thread; {@code old}, by threads that were there from the start; {@code new}, by as many
 * threads that are started for it. Ends with its input.
 */
public final class Calls {
    private final Dispatch dispatch;
    private final int calls;
    private final int threads;

    private Calls(Dispatch dispatch, int calls, int threads) {
        this.dispatch = dispatch;
        this.calls = calls;
        this.threads = threads;
    }

    /** @param args the {@link Dispatch}, the calls per thread and command, the number of threads */
    public static void main(String[] args) throws Exception {
        new Calls(Dispatch.valueOf(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2])).obey();
    }

    private void obey() throws IOException, InterruptedException, ExecutionException {
        ThreadPoolExecutor old = startThreads();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        System.out.println("ready");
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            System.out.println(command + " sum=" + sum(command, old));
        }
        old.shutdown();
    }

    private ThreadPoolExecutor startThreads() {
        ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(threads);
        pool.prestartAllCoreThreads();
        return pool;
    }

    private long sum(String command, ThreadPoolExecutor old) throws InterruptedException, ExecutionException {
        return switch (command) {
            case "one" -> dispatch.call(calls);
            case "old" -> inEachThread(old);
            case "new" -> inNewThreads();
            default -> throw new IllegalArgumentException(command);
        };
    }

    private long inNewThreads() throws InterruptedException, ExecutionException {
        ThreadPoolExecutor fresh = startThreads();
        try {
            return inEachThread(fresh);
        } finally {
            fresh.shutdown();
            fresh.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private long inEachThread(ThreadPoolExecutor pool) throws InterruptedException, ExecutionException {
        // Who waits here cannot take a second task.
        CyclicBarrier allThere = new CyclicBarrier(threads);
        Callable<Long> task = () -> {
            allThere.await();
            return dispatch.call(calls);
        };
        List<Future<Long>> sums = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            sums.add(pool.submit(task));
        }
        long sum = 0;
        for (Future<Long> each : sums) {
            sum += each.get();
        }
        return sum;
    }
}
