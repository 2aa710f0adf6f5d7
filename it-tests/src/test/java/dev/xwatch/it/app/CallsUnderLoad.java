package dev.xwatch.it.app;

import java.util.HashMap;
import java.util.Map;

/** {@link Calls} in a JVM that has much else to do: threads that allocate, and threads that come and go. */
public final class CallsUnderLoad {
    private static final int PAUSE_MILLIS = 5;
    private static final int ROUND = 1_000;

    private CallsUnderLoad() {}

    public static void main(String[] args) throws Exception {
        start("allocates", CallsUnderLoad::allocate);
        start("starts-threads", CallsUnderLoad::startThreads);
        Calls.main(args);
    }

    private static Thread start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void allocate() {
        while (true) {
            Map<String, Integer> lengths = new HashMap<>();
            for (int i = 0; i < ROUND; i++) {
                lengths.merge(Integer.toString(i % 100), i, Integer::sum);
            }
            pause();
        }
    }

    private static void startThreads() {
        while (true) {
            try {
                start("short-lived", CallsUnderLoad::pause).join();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
