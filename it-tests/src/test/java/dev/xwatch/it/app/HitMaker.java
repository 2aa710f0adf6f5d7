package dev.xwatch.it.app;

import java.io.IOException;
import java.nio.file.Path;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;

/** Records many events that look like hits, and says when all are written. */
public final class HitMaker {
    private static final int THREADS = 100;
    private static final int STACKS = 1000;
    /** JFR drops events where its own thread does not keep up. */
    private static final int AT_ONCE = 1000;

    private static final int PAUSE_MILLIS = 10;

    private HitMaker() {}

    @Name("dev.xwatch.Hit")
    @Label("Hit")
    @Category("xwatch")
    @StackTrace(false)
    static final class Hit extends Event {
        String watch = "com.acme.Order::price";
        String kind = "method";
        String method = "com.acme.Order.price(int)";

        @MemoryAddress
        long address;

        String threadName = "";
        int osThreadId;
        int cpu;
        int compileId = 1;
        int tier = 4;
        String caller = "";
        String stack = "";
        String arguments = "";
    }

    /** @param args the file, and how many hits */
    public static void main(String[] args) throws IOException, InterruptedException {
        int hits = Integer.parseInt(args[1]);
        String[] stacks = new String[STACKS];
        for (int i = 0; i < STACKS; i++) {
            StringBuilder stack = new StringBuilder();
            for (int depth = 0; depth < 16; depth++) {
                stack.append(depth == 0 ? "" : "\n")
                        .append("com.acme.Class" + i + ".method" + depth + "(Class.java:" + (i + depth) + ")");
            }
            stacks[i] = stack.toString();
        }
        try (Recording recording = new Recording()) {
            recording.start();
            for (int i = 0; i < hits; i++) {
                Hit hit = new Hit();
                hit.address = 0x7f00_0000_0000L + i;
                hit.osThreadId = 1000 + i % THREADS;
                hit.threadName = "worker-" + i % THREADS;
                hit.stack = stacks[i % STACKS];
                hit.arguments = "0=" + i;
                hit.commit();
                if (i % AT_ONCE == AT_ONCE - 1) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
            recording.stop();
            recording.dump(Path.of(args[0]));
        }
        System.out.println("recorded " + hits);
    }
}
