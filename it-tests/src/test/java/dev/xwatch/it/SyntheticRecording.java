package dev.xwatch.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * A recording as long as wanted, of events with the names and fields of xwatch's, made without a breakpoint: one watch with
 * all hits, recompiled and paused now and then, and one without any, whose name tries to break out of the page.
 */
final class SyntheticRecording {
    static final String WATCH = "com.acme.shop.Order::price";
    static final String METHOD = "com.acme.shop.Order.price(int,java.lang.String)";
    static final String QUIET = "</script><script>throw 'out'</script>\u2028\"'&lt;\ud83d\udd25";
    static final String FRAME_OF_HALF = "com.acme.shop.Checkout.total(Checkout.java:77)";

    /** In each of which another compilation is executed. */
    private static final int SPANS = 6;

    private static final int FRAMES = 4;
    private static final int WORKERS = 40;

    @Name("dev.xwatch.Hit")
    @Category("xwatch")
    @StackTrace(false)
    static final class HitEvent extends Event {
        String watch = WATCH;
        String kind = "method";
        String method = METHOD;

        @MemoryAddress
        long address;

        Thread thread = Thread.currentThread();
        String threadName = "";
        int osThreadId;
        long virtualThreadId;
        int cpu;
        int compileId;
        int tier;
        String caller = "";
        String stack = "";
        String arguments = "";
    }

    @Name("dev.xwatch.WatchState")
    @Category("xwatch")
    @StackTrace(false)
    static final class StateEvent extends Event {
        String watch = WATCH;
        String spec = WATCH;
        String state = "";
        String reason = "";
        String method = "";

        @MemoryAddress
        long address;

        @MemoryAddress
        long previousAddress;

        int compileId;
        int tier;
        long threads = WORKERS;
        long threadsArmed;

        @Timespan(Timespan.NANOSECONDS)
        long latency;

        boolean snapshot;
    }

    @Name("dev.xwatch.WatchCount")
    @Category("xwatch")
    @StackTrace(false)
    static final class CountEvent extends Event {
        String watch = WATCH;
        long hits;
        long recorded;
        long lost;
        long discarded;
        long duplicates;

        @Timespan(Timespan.NANOSECONDS)
        long observedTime;

        @Timespan(Timespan.NANOSECONDS)
        long armedTime;

        long estimatedHits;
        long estimatedLow;
        long estimatedHigh;
        boolean saturated;
        long inlinedInto;
        String inlinedIntoMethods = "";
        long osrVersions;
        boolean intrinsic;
        long interpretedCalls;
    }

    @Name("dev.xwatch.ExecutableRegion")
    @Category("xwatch")
    @StackTrace(false)
    static final class RegionEvent extends Event {
        @MemoryAddress
        long start;

        long size;
        String permissions = "";
        String path = "";
        String change = "";
        boolean snapshot;
    }

    private final int hits;
    private final Random random = new Random(42);
    private final String[] stacks = new String[400];
    private final long begin = System.nanoTime();
    private long armedTime;

    private SyntheticRecording(int hits) {
        this.hits = hits;
        for (int i = 0; i < stacks.length; i++) {
            stacks[i] = stack(i);
        }
    }

    /** Writes a file of so many hits, which takes some seconds. */
    static void write(int hits, Path file) throws IOException, InterruptedException {
        try (Recording recording = new Recording()) {
            recording.enable(HitEvent.class);
            recording.enable(StateEvent.class);
            recording.enable(CountEvent.class);
            recording.enable(RegionEvent.class);
            recording.start();
            new SyntheticRecording(hits).play();
            recording.stop();
            recording.dump(file);
        }
    }

    /** The one that was hit first; below it half of all go by way of the same caller. */
    private static String stack(int number) {
        StringBuilder stack = new StringBuilder("com.acme.shop.Order.price(Order.java:41)\n");
        stack.append(number % 2 == 0 ? FRAME_OF_HALF : "com.acme.shop.Offer.of(Offer.java:" + (10 + number % 7) + ")");
        for (int depth = 0; depth < FRAMES; depth++) {
            int kind = depth < 1 ? 0 : number % (2 + depth * 2);
            stack.append("\ncom.acme.layer")
                    .append(depth)
                    .append(".Handler")
                    .append(kind)
                    .append(".handle(Handler")
                    .append(kind)
                    .append(".java:")
                    .append(100 + depth)
                    .append(')');
        }
        return stack.append("\njava.lang.Thread.run(Thread.java:840)").toString();
    }

    private void play() throws InterruptedException {
        region(0x7f00_0000_0000L, "r-xp", "/usr/lib/libacme.so", "Existing");
        region(0x2000_0000_0000L, "rwxp", "", "Mapped");
        quiet();
        state("Pending", "the class is not loaded", "", 0);
        Thread.sleep(200);
        for (int span = 0; span < SPANS; span++) {
            state(span == 0 ? "Armed" : "Moved", "", METHOD, span);
            long from = System.nanoTime();
            for (int i = hits / SPANS * span; i < (span == SPANS - 1 ? hits : hits / SPANS * (span + 1)); i++) {
                hit(span, i);
            }
            Thread.sleep(300);
            armedTime += System.nanoTime() - from;
            if (span % 2 == 1) {
                state("Paused", "hits took 7.1 % of the CPUs' time; the budget is 5 %", "", span);
                Thread.sleep(250);
                state("Resumed", "", METHOD, span);
            }
        }
        region(0x2000_0000_0000L, "r-xp", "", "Protected");
        region(0x2000_0000_0000L, "r-xp", "", "Unmapped");
        count();
    }

    private static void quiet() {
        StateEvent event = new StateEvent();
        event.watch = QUIET;
        event.spec = "0x7f0012345678";
        event.state = "Pending";
        event.reason = "0x7f0012345678 is not mapped executable yet";
        event.commit();
    }

    private void hit(int span, int number) {
        HitEvent event = new HitEvent();
        int worker = (int) (Math.abs(random.nextGaussian()) * 10) % WORKERS;
        event.address = address(span);
        event.threadName = "worker-" + worker;
        event.osThreadId = 4000 + worker;
        event.cpu = worker % 2;
        event.compileId = 100 + span;
        event.tier = span % 3 == 0 ? 3 : 4;
        event.stack = stacks[number % stacks.length];
        event.caller = FRAME_OF_HALF;
        event.arguments =
                "quantity=" + number % 5 + ", code=" + (number % 3 == 0 ? "null" : "not null") + ", id=" + number;
        event.commit();
    }

    private static long address(int span) {
        return 0x7f12_3400_0000L + span * 0x1000L;
    }

    private static void state(String state, String reason, String method, int span) {
        StateEvent event = new StateEvent();
        event.state = state;
        event.reason = reason;
        event.method = method;
        if (!method.isEmpty()) {
            event.address = address(span);
            event.compileId = 100 + span;
            event.tier = span % 3 == 0 ? 3 : 4;
            event.threadsArmed = WORKERS;
            event.latency = Duration.ofMillis(2).toNanos();
        }
        event.commit();
    }

    private void count() {
        CountEvent event = new CountEvent();
        event.hits = hits + 40L;
        event.recorded = hits;
        event.lost = 33;
        event.discarded = 9;
        event.duplicates = 2;
        event.observedTime = System.nanoTime() - begin;
        event.armedTime = armedTime;
        event.estimatedHits = (long) hits + hits / 10;
        event.estimatedLow = (long) hits + hits / 12;
        event.estimatedHigh = (long) hits + hits / 8;
        event.inlinedInto = 2;
        event.inlinedIntoMethods = "com.acme.shop.Cart.sum(), com.acme.shop.Cart.print()";
        event.osrVersions = 1;
        event.interpretedCalls = 1234;
        event.commit();
    }

    private static void region(long start, String permissions, String path, String change) {
        RegionEvent event = new RegionEvent();
        event.start = start;
        event.size = 4096;
        event.permissions = permissions;
        event.path = path;
        event.change = change;
        event.commit();
    }
}
