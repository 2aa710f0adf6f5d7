package dev.xwatch.it.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Threads that call {@code Targets.mixed} in a {@link Rhythm} and count it themselves. Lines on stdin: {@code go} lets them
 * begin, {@code halt} lets them rest and tells how many calls they made since {@code go}, {@code parts} tells how many in
 * each whole part of {@value #PART_NANOS} ns since it was asked last.
 */
public final class Load {
    /** How long a part is. */
    public static final long PART_NANOS = 10_000_000;

    private static final int MOST_PARTS = 400_000;
    private static final int WARM_UP_CALLS = 2_000_000;

    private final List<Caller> callers = new ArrayList<>();
    private final long begin = System.nanoTime();
    private volatile boolean going;
    private int toldParts;

    private Load() {}

    /** @param args the number of threads, the rhythm, and for all but {@code MAX} the calls a second, all threads together */
    public static void main(String[] args) throws Exception {
        Dispatch.STATIC.call(WARM_UP_CALLS);
        int threads = Integer.parseInt(args[0]);
        Load load = new Load();
        for (int i = 0; i < threads; i++) {
            double rate = args.length > 2 ? Double.parseDouble(args[2]) / threads : 0;
            Caller caller = load.new Caller(Rhythm.valueOf(args[1]), rate);
            load.callers.add(caller);
            Thread thread = new Thread(caller, "load-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        System.out.println("ready");
        load.obey();
    }

    private void obey() throws Exception {
        StringBuilder line = new StringBuilder();
        for (int read = System.in.read(); read >= 0; read = System.in.read()) {
            if (read == '\n') {
                obey(line.toString());
                line.setLength(0);
            } else {
                line.append((char) read);
            }
        }
    }

    private void obey(String order) throws InterruptedException {
        switch (order) {
            case "go" -> {
                callers.forEach(caller -> caller.calls = 0);
                going = true;
            }
            case "halt" -> {
                going = false;
                for (Caller caller : callers) {
                    caller.awaitRest();
                }
                System.out.println("calls="
                        + callers.stream().mapToLong(caller -> caller.calls).sum());
            }
            case "parts" -> tellParts();
            default -> throw new IllegalArgumentException(order);
        }
    }

    private void tellParts() {
        int now = part(System.nanoTime());
        // The part before this one may not be counted to its end yet.
        long[] sums = new long[Math.max(0, now - 1 - toldParts)];
        for (int i = 0; i < sums.length; i++) {
            for (Caller caller : callers) {
                sums[i] += caller.parts[toldParts + i];
            }
        }
        toldParts = Math.max(toldParts, now - 1);
        System.out.println(
                "parts " + Arrays.stream(sums).mapToObj(Long::toString).collect(Collectors.joining(" ")));
    }

    private int part(long nanos) {
        return (int) Math.min(MOST_PARTS - 1, (nanos - begin) / PART_NANOS);
    }

    private final class Caller implements Runnable {
        private final long[] parts = new long[MOST_PARTS];
        private final Pacer pacer;
        private long calls;
        private volatile boolean resting = true;

        Caller(Rhythm rhythm, double rate) {
            pacer = rhythm.pacer(rate);
        }

        @Override
        public void run() {
            try {
                while (true) {
                    if (going) {
                        resting = false;
                        pacer.begin(System.nanoTime());
                        while (going) {
                            callOnce();
                        }
                    }
                    resting = true;
                    Thread.sleep(1);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void callOnce() {
            int count = pacer.awaitNext();
            Dispatch.STATIC.call(count);
            calls += count;
            parts[part(System.nanoTime())] += count;
        }

        void awaitRest() throws InterruptedException {
            while (!resting) {
                Thread.sleep(1);
            }
        }
    }
}
