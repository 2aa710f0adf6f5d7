package dev.xwatch.it.bench;

import dev.xwatch.it.ChildJvm;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.Launch;
import dev.xwatch.it.app.Tiny;
import dev.xwatch.it.bench.peer.AsyncProfiler;
import dev.xwatch.it.bench.peer.MethodTracing;
import dev.xwatch.it.bench.peer.Observation;
import dev.xwatch.it.bench.peer.Peer;
import dev.xwatch.it.bench.peer.Target;
import dev.xwatch.it.bench.peer.Xwatch;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** What becomes of a tiny method that is inlined into a loop when somebody looks. */
final class EffectBenchmark implements Benchmark {
    private static final int PAIRS = Integer.getInteger("xwatch.bench.pairs", 15);
    private static final String TYPE = "dev.xwatch.it.app.Tiny";
    private static final String METHOD = "tiny";
    private static final String CALLER = "dev.xwatch.it.app.Tiny.loop()";

    private static final long LEAST_CALLS = 10_000;
    /** Enough to be compiled again. */
    private static final long WARM_UP_CALLS = 300_000;

    private static final double LEAST_NANOS = 20e6;
    private static final long LOOKING_MILLIS = 2_000;

    @Override
    public String question() {
        return "A loop calls a method of two instructions, which the JIT inlines into it. *A call*: the CPU time that it takes; *ratio*: to a call in"
                + " another JVM, where nobody looks, " + PAIRS
                + " times in turn; the median and its 95 % interval. *Inlined*: whether it is still"
                + " inlined into the loop, as xwatch sees it in the JIT's own tables. *Calls*: those made meanwhile; *reported*: how many of them the"
                + " tool tells of.";
    }

    @Override
    public List<String> columns() {
        return List.of("tool", "a call", "ratio", "95 % interval", "inlined", "calls", "reported");
    }

    private static List<Peer> peers() {
        return List.of(
                Xwatch.counting("stack:off,args:off"),
                Xwatch.counting("stack:off,args:off,noinline:on"),
                MethodTracing.timing(),
                MethodTracing.trace(),
                AsyncProfiler.bytecode(Libraries.named("linux-x64/libasyncProfiler.so")));
    }

    /** A JVM that runs {@link Tiny}. */
    private static final class Loop implements AutoCloseable {
        private final ChildJvm child;
        private long callsAtOnce = LEAST_CALLS;
        private long calls;

        private Loop(ChildJvm child) {
            this.child = child;
        }

        static Loop start(Jdk jdk) throws IOException, InterruptedException {
            ChildJvm child = Launch.on(jdk)
                    .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet")
                    // There from the start: on JDK 17 an agent that comes late has all compiled code thrown out.
                    .agent("list")
                    .main(Tiny.class)
                    .start();
            child.awaitLine("ready");
            Loop loop = new Loop(child);
            loop.warmUp();
            return loop;
        }

        private double nanos(long count) throws InterruptedException {
            child.println(Long.toString(count));
            String line = child.awaitLine("nanos=");
            calls += count;
            return Double.parseDouble(line.substring("nanos=".length()).split(" ", 2)[0]);
        }

        /** Finds out, too, how many calls take long enough to be measured. */
        void warmUp() throws InterruptedException {
            nanos(WARM_UP_CALLS);
            callsAtOnce = LEAST_CALLS;
            while (nanos(callsAtOnce) < LEAST_NANOS) {
                callsAtOnce *= 2;
            }
        }

        double nanosOfCall() throws InterruptedException {
            return nanos(callsAtOnce) / callsAtOnce;
        }

        boolean isInlined() throws IOException, InterruptedException {
            child.attach("watch:looked@" + TYPE + "::" + METHOD + ",stack:off,args:off");
            Thread.sleep(LOOKING_MILLIS);
            List<String> callers = child.attach("list").watch("looked").unseen().inlinedIntoMethods();
            child.attach("unwatch:looked");
            return callers.contains(CALLER);
        }

        @Override
        public void close() {
            child.close();
        }
    }

    @Override
    public void measure(Jdk jdk, Consumer<List<String>> rows) throws IOException, InterruptedException {
        try (Loop unwatched = Loop.start(jdk)) {
            for (Peer peer : peers()) {
                rows.accept(row(jdk, unwatched, peer));
            }
        }
    }

    private static List<String> row(Jdk jdk, Loop unwatched, Peer peer) throws IOException, InterruptedException {
        Optional<String> missing = peer.missing(jdk);
        if (missing.isPresent()) {
            return List.of(peer.name(), missing.get());
        }
        try (Loop loop = Loop.start(jdk)) {
            Target target = new Target(loop.child, TYPE, METHOD, Files.createTempDirectory("xwatch-bench"));
            long before = loop.calls;
            try (Observation observation = peer.observe(target)) {
                loop.warmUp();
                double[] nanos = new double[PAIRS];
                double[] ratios = new double[PAIRS];
                for (int pair = 0; pair < PAIRS; pair++) {
                    nanos[pair] = loop.nanosOfCall();
                    ratios[pair] = nanos[pair] / unwatched.nanosOfCall();
                }
                Median ratio = Median.of(ratios);
                boolean inlined = loop.isInlined();
                return List.of(
                        peer.name(),
                        String.format(Locale.ROOT, "%,.2f ns", Median.of(nanos).value()),
                        HitCost.value(ratio),
                        HitCost.interval(ratio),
                        inlined ? "yes" : "no",
                        String.format(Locale.ROOT, "%,d", loop.calls - before),
                        String.format(Locale.ROOT, "%,d", observation.end()));
            }
        }
    }
}
