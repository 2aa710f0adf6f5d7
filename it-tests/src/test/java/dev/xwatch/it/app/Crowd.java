package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * Many threads that live all the time. Does what lines on stdin say, and answers each by itself: {@code warm}, the main
 * thread calls {@link #work} until it is compiled for certain; {@code call}, each of the others calls it so many times;
 * {@code open N} opens so many files at once. Ends with its input. To be run with {@code work} never inlined.
 */
public final class Crowd {
    private static final int WARM_UP_CALLS = 5_000;

    private final int threads;
    private final int calls;
    private final CyclicBarrier start;
    private final CyclicBarrier end;

    private Crowd(int threads, int calls) {
        this.threads = threads;
        this.calls = calls;
        start = new CyclicBarrier(threads + 1);
        end = new CyclicBarrier(threads + 1);
    }

    /** @param args the number of threads, the calls of each */
    public static void main(String[] args) throws Exception {
        new Crowd(Integer.parseInt(args[0]), Integer.parseInt(args[1])).run();
    }

    private void run() throws IOException, InterruptedException, BrokenBarrierException {
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(this::callWhenTold, "crowd-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            if (command.startsWith("open ")) {
                open(Integer.parseInt(command.substring("open ".length())));
            } else if (command.equals("call")) {
                start.await();
                end.await();
            } else {
                callWork(WARM_UP_CALLS);
            }
            System.out.println(command);
        }
    }

    private void callWhenTold() {
        try {
            while (true) {
                start.await();
                callWork(calls);
                end.await();
            }
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void open(int files) throws IOException {
        List<InputStream> open = new ArrayList<>();
        try {
            for (int i = 0; i < files; i++) {
                open.add(new FileInputStream("/dev/null"));
            }
        } finally {
            for (InputStream file : open) {
                file.close();
            }
        }
    }

    private static void callWork(int times) {
        long sum = 0;
        for (int i = 0; i < times; i++) {
            sum += work(i);
        }
        if (sum != (long) times * (times - 1) / 2) {
            throw new IllegalStateException("work worked wrongly");
        }
    }

    /** What is watched. */
    static long work(long value) {
        return value;
    }
}
