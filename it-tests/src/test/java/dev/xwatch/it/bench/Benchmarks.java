package dev.xwatch.it.bench;

import dev.xwatch.it.BreakpointProbe;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.Jdks;
import dev.xwatch.it.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs benchmarks, all or those that are named, on each JDK found, and writes what they say into a page, each into its own
 * section.
 */
public final class Benchmarks {
    private Benchmarks() {}

    private static Map<String, Benchmark> all() {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("hit", new HitBenchmark());
        all.put("stack", new StackBenchmark());
        all.put("drain", new DrainBenchmark());
        all.put("budget", new BudgetBenchmark());
        all.put("estimate", new EstimateBenchmark());
        all.put("turns", new TurnsBenchmark());
        all.put("peers", new PeersBenchmark());
        all.put("effect", new EffectBenchmark());
        all.put("application", new ApplicationBenchmark());
        all.put("arming", new ArmingBenchmark());
        all.put("startup", new StartupBenchmark());
        return all;
    }

    /** @param args the page, then names of benchmarks */
    public static void main(String[] args) throws IOException, InterruptedException {
        Page page = new Page(Path.of(args[0]), "Benchmarks");
        Map<String, Benchmark> wanted = all();
        List<String> names = List.of(args).subList(1, args.length);
        wanted.keySet().removeIf(name -> !names.isEmpty() && !names.contains(name));
        Optional<String> missing = BreakpointProbe.missing();
        if (missing.isPresent() && wanted.values().removeIf(Benchmark::needsBreakpoints)) {
            System.out.println("What needs breakpoints is left out: " + missing.get());
        }
        for (Map.Entry<String, Benchmark> each : wanted.entrySet()) {
            List<List<String>> rows = new ArrayList<>();
            for (Jdk jdk : Jdks.found()) {
                each.getValue().measure(jdk, row -> {
                    List<String> whole = new ArrayList<>(List.of(Integer.toString(jdk.feature())));
                    whole.addAll(row);
                    System.out.println(each.getKey() + ": " + String.join(" | ", whole));
                    rows.add(whole);
                });
            }
            List<String> columns = new ArrayList<>(List.of("JDK"));
            columns.addAll(each.getValue().columns());
            page.put(each.getKey(), each.getValue().question(), columns, rows);
        }
    }
}
