package dev.xwatch.it.app;

import java.util.List;

/**
 * Runs until its input ends. Then a shutdown hook of its own takes half a second, and tells how often it saw one of xwatch's
 * threads, and how often one that was running or in native code, as {@code seen=N, running=N}.
 */
public final class SlowEnd {
    private static final int LOOKS = 50;
    private static final long LOOK_MILLIS = 10;

    private SlowEnd() {}

    public static void main(String[] args) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(SlowEnd::tell));
        System.out.println("ready");
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
    }

    private static void tell() {
        int seen = 0;
        int running = 0;
        try {
            for (int i = 0; i < LOOKS; i++) {
                Thread.sleep(LOOK_MILLIS);
                List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("xwatch-"))
                        .toList();
                seen += threads.size();
                running += (int) threads.stream()
                        .filter(thread -> thread.getState() == Thread.State.RUNNABLE)
                        .count();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.println("seen=" + seen + ", running=" + running);
    }
}
