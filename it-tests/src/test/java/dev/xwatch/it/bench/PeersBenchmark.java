package dev.xwatch.it.bench;

import dev.xwatch.it.Jdk;
import dev.xwatch.it.bench.peer.AsyncProfiler;
import dev.xwatch.it.bench.peer.Bpftrace;
import dev.xwatch.it.bench.peer.Gdb;
import dev.xwatch.it.bench.peer.MethodTracing;
import dev.xwatch.it.bench.peer.Observation;
import dev.xwatch.it.bench.peer.Peer;
import dev.xwatch.it.bench.peer.PerfRecord;
import dev.xwatch.it.bench.peer.PerfStat;
import dev.xwatch.it.bench.peer.Target;
import dev.xwatch.it.bench.peer.Xwatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** What a hit costs, and how many are reported, by xwatch and by others that see each execution. */
final class PeersBenchmark implements Benchmark {
    private static final int PAIRS = Integer.getInteger("xwatch.bench.pairs", 15);

    /** Until what changes bytecode has been compiled again. */
    private static final int WARM_UP = 10;

    @Override
    public String question() {
        return "The calls of [hit](#hit), each tool in a JVM of its own. *A hit*: what a call takes of its thread's CPU time, less that of an"
                + " unwatched one. *Ratio*: of that to what a breakpoint costs which only counts, in C; the median of "
                + PAIRS
                + " pairs and its 95 % interval. *By the clock*: the same with what the thread waits, for a debugger for example. *Calls*:"
                + " those made while the tool was at work; *reported*: how many of them it tells of.";
    }

    @Override
    public List<String> columns() {
        return List.of("tool", "a hit", "ratio", "95 % interval", "by the clock", "95 % interval", "calls", "reported");
    }

    private static List<Peer> peers() {
        Path library = Libraries.named("linux-x64/libasyncProfiler.so");
        return List.of(
                Xwatch.counting("stack:off,args:off"),
                Xwatch.recording("stack:off,args:off"),
                Xwatch.recording("stack:32"),
                new PerfStat(),
                new PerfRecord(),
                Bpftrace.count(),
                Bpftrace.printf(),
                new Gdb(),
                AsyncProfiler.breakpoint(library),
                AsyncProfiler.bytecode(library),
                MethodTracing.timing(),
                MethodTracing.trace());
    }

    @Override
    public void measure(Jdk jdk, Consumer<List<String>> rows) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("xwatch-bench");
        try (BareC bare = BareC.counting(directory);
                BareC other = BareC.counting(directory);
                BareC sampling = BareC.sampling(directory)) {
            rows.accept(row("C, counting", bare, other));
            rows.accept(row("C, a record for each hit", bare, sampling));
            for (Peer peer : peers()) {
                rows.accept(row(jdk, bare, peer));
            }
        }
    }

    private static List<String> row(String name, BareC bare, BareC other) throws IOException, InterruptedException {
        HitCost cost = HitCost.measure(PAIRS, bare, BareC.Took.NOTHING, other::burst);
        return row(name, cost, other.calls(), other.reported());
    }

    private static List<String> row(Jdk jdk, BareC bare, Peer peer) throws IOException, InterruptedException {
        Optional<String> missing = peer.missing(jdk);
        if (missing.isPresent()) {
            return List.of(peer.name(), missing.get());
        }
        try (BurstingJvm jvm = BurstingJvm.start(jdk)) {
            HitCost.bursts(jvm::burst);
            BareC.Took unwatched = HitCost.bursts(jvm::burst);
            long before = jvm.calls();
            Path directory = Files.createTempDirectory("xwatch-bench");
            Target target = new Target(jvm.child(), BurstingJvm.TYPE, BurstingJvm.METHOD, directory);
            Observation observation;
            try {
                observation = peer.observe(target);
            } catch (IOException e) {
                return List.of(peer.name(), "cannot: " + e.getMessage());
            }
            try (observation) {
                for (int i = 0; i < WARM_UP; i++) {
                    HitCost.bursts(jvm::burst);
                }
                HitCost cost = HitCost.measure(PAIRS, bare, unwatched, jvm::burst);
                return row(peer.name(), cost, jvm.calls() - before, observation.end());
            }
        }
    }

    private static List<String> row(String name, HitCost cost, long calls, long reported) {
        return List.of(
                name,
                String.format(Locale.ROOT, "%,.0f ns", cost.nanos().value()),
                HitCost.value(cost.ratio()),
                HitCost.interval(cost.ratio()),
                HitCost.value(cost.clockRatio()),
                HitCost.interval(cost.clockRatio()),
                String.format(Locale.ROOT, "%,d", calls),
                String.format(Locale.ROOT, "%,d", reported));
    }
}
