package dev.xwatch.it.bench;

import dev.xwatch.it.ChildJvm;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.Launch;
import dev.xwatch.it.ReplyFile;
import dev.xwatch.it.app.Mixed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What a hundred watches on four registers see of a mix of hot and cold methods, and what they cost. */
final class TurnsBenchmark implements Benchmark {
    private static final long SECONDS = Integer.getInteger("xwatch.bench.turns.seconds", 60);
    /** In which xwatch's code is interpreted at first. */
    private static final long FIRST_SECONDS = 10;

    private static final String BUDGET = "5%";
    private static final double TICKS_A_SECOND = 100;
    private static final int STAT_UTIME = 11;

    @Override
    public String question() {
        return "A hundred methods, ten of them called some 15,000 times a second, forty 1,500 times, and fifty 15 times, are watched for "
                + (FIRST_SECONDS + SECONDS) + " s with a budget of " + BUDGET
                + ". *Share*: of the observed time in which the breakpoint was on, the smallest,"
                + " the median and the largest. *Inside*: of how many of each kind the true count lay between `estimatedLow` and"
                + " `estimatedHigh` (of the time since the breakpoint was on first, of which estimates tell). *CPU*: what the process takes more than unwatched, of all CPUs' time, but for its JIT compilers, without the first "
                + FIRST_SECONDS + " s;"
                + " *JIT*: what those take more, which compile xwatch's code in its first minutes.";
    }

    @Override
    public List<String> columns() {
        return List.of("share", "hot: inside", "warm: inside", "cold: inside", "hot: half", "CPU", "JIT");
    }

    @Override
    public void measure(Jdk jdk, Consumer<List<String>> rows) throws IOException, InterruptedException {
        try (ChildJvm child = Launch.on(jdk)
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline,dev.xwatch.it.app.Hundred::*")
                .main(Mixed.class, "mixed")
                .start()) {
            child.awaitLine("ready");
            Cpu before = Cpu.of(child);
            calls(child, SECONDS);
            Cpu unwatched = Cpu.of(child).minus(before);
            child.attach("@" + watches());
            long[] first = calls(child, FIRST_SECONDS);
            before = Cpu.of(child);
            long[] calls = calls(child, SECONDS);
            Arrays.setAll(calls, i -> calls[i] + first[i]);
            Cpu more = Cpu.of(child).minus(before).minus(unwatched);
            ReplyFile reply = child.attach("list");
            observed(calls, reply);
            double[] shares = reply.watches().stream()
                    .mapToDouble(watch -> (double) watch.estimate().armedNanos()
                            / watch.estimate().observedNanos())
                    .sorted()
                    .toArray();
            rows.accept(List.of(
                    String.format(
                            Locale.ROOT,
                            "%.4f, %.4f, %.4f",
                            shares[0],
                            Median.of(shares).value(),
                            shares[shares.length - 1]),
                    inside(Mixed.Heat.HOT, calls, reply),
                    inside(Mixed.Heat.WARM, calls, reply),
                    inside(Mixed.Heat.COLD, calls, reply),
                    half(calls, reply),
                    part(more.withoutJit()),
                    part(more.jit())));
        }
    }

    /** In a file: an agent that is loaded late can be told no more than a kilobyte. */
    private static Path watches() throws IOException {
        List<String> lines = new ArrayList<>(List.of("budget:" + BUDGET));
        for (int i = 0; i < Mixed.METHODS; i++) {
            lines.add("watch:w" + i + "@dev.xwatch.it.app.Hundred::m" + i);
        }
        return Files.write(Files.createTempFile("xwatch-bench", ".options"), lines);
    }

    private static long[] calls(ChildJvm child, long seconds) throws InterruptedException {
        child.println("");
        Thread.sleep(seconds * 1_000);
        child.println("");
        String line = child.awaitLine("calls ");
        return Arrays.stream(line.substring("calls ".length()).split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /** Leaves of the calls, which come evenly, those in the time that is observed: some wait for their first turn. */
    private static void observed(long[] calls, ReplyFile reply) {
        double all = reply.watches().stream()
                .mapToLong(watch -> watch.estimate().observedNanos())
                .max()
                .orElseThrow();
        Arrays.setAll(
                calls,
                i -> Math.round(calls[i] * reply.watch("w" + i).estimate().observedNanos() / all));
    }

    private static String inside(Mixed.Heat heat, long[] calls, ReplyFile reply) {
        List<Integer> methods = heat.methods();
        long inside = methods.stream()
                .filter(i -> {
                    ReplyFile.Estimate estimate = reply.watch("w" + i).estimate();
                    return !estimate.saturated() && estimate.low() <= calls[i] && calls[i] <= estimate.high();
                })
                .count();
        return inside + " of " + methods.size();
    }

    private static String half(long[] calls, ReplyFile reply) {
        double[] halves = Mixed.Heat.HOT.methods().stream()
                .mapToDouble(i -> {
                    ReplyFile.Estimate estimate = reply.watch("w" + i).estimate();
                    return (estimate.high() - estimate.low()) / 2.0 / calls[i];
                })
                .toArray();
        return String.format(Locale.ROOT, "%.1f %%", 100 * Median.of(halves).value());
    }

    private static String part(double seconds) {
        return String.format(
                Locale.ROOT,
                "%.1f %%",
                100 * seconds / SECONDS / Runtime.getRuntime().availableProcessors());
    }

    /** Seconds that a process has taken of the CPUs. Threads of the JIT come and go: theirs is what others do not have. */
    private record Cpu(double withoutJit, double jit) {
        static Cpu of(ChildJvm child) throws IOException {
            String stat = Files.readString(Path.of("/proc", Long.toString(child.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double all = (Long.parseLong(fields[STAT_UTIME]) + Long.parseLong(fields[STAT_UTIME + 1])) / TICKS_A_SECOND;
            double withoutJit = ThreadTimes.nanos(child.pid(), name -> !name.contains("CompilerThre")) / 1e9;
            return new Cpu(withoutJit, all - withoutJit);
        }

        Cpu minus(Cpu other) {
            return new Cpu(withoutJit - other.withoutJit, jit - other.jit);
        }
    }
}
