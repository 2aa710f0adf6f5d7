package dev.xwatch.it.bench;

import dev.xwatch.it.Artifacts;
import dev.xwatch.it.ChildJvm;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.Launch;
import dev.xwatch.it.app.EmptyAgent;
import dev.xwatch.it.app.Started;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** What the agent adds to the start of a JVM, beyond what any agent does. */
final class StartupBenchmark implements Benchmark {
    private static final int ROUNDS = Integer.getInteger("xwatch.bench.startup.rounds", 21);
    private static final String WATCH = "watch:" + Started.class.getName() + "::main";
    private static final double KIB_A_MIB = 1024;
    private static final double NANOS_A_MILLI = 1e6;

    /** @param residentMiB the most until main ran */
    private record Start(double mainMillis, double endMillis, double residentMiB) {}

    /** @param starts one a round */
    private record Variant(String agent, List<String> options, List<Start> starts) {
        static Variant of(String agent, String... options) {
            return new Variant(agent, List.of(options), new ArrayList<>());
        }
    }

    @Override
    public String question() {
        return "A program that does nothing is started without an agent, with one whose `premain` does nothing, with xwatch, and with xwatch and a watch ("
                + "`" + WATCH + "`), in turn, " + ROUNDS
                + " times each, all files in the page cache. *Main*: from the start of the process until `main` runs. *End*: until the"
                + " process has ended. *Resident*: `VmHWM` when `main` runs. *Beyond*: what it is more than with the empty agent in the"
                + " same turn; the median and its 95 % interval. `xwatch.jar` has "
                + String.format(
                        Locale.ROOT, "%.1f MB", Artifacts.xwatchJar().toFile().length() / 1e6)
                + ".";
    }

    @Override
    public List<String> columns() {
        return List.of("agent", "main", "beyond", "end", "beyond", "resident", "beyond");
    }

    @Override
    public boolean needsBreakpoints() {
        return false;
    }

    @Override
    public void measure(Jdk jdk, Consumer<List<String>> rows) throws IOException, InterruptedException {
        String xwatch = "-javaagent:" + Artifacts.xwatchJar();
        Variant empty =
                Variant.of("an empty one", "-javaagent:" + emptyAgent(Files.createTempDirectory("xwatch-bench")));
        List<Variant> variants = List.of(
                Variant.of("none"),
                empty,
                Variant.of("xwatch", xwatch),
                Variant.of("xwatch, a watch", xwatch + "=" + WATCH));
        for (Variant variant : variants) {
            start(jdk, variant.options()); // not counted: files are read for the first time
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Variant variant : variants) {
                variant.starts().add(start(jdk, variant.options()));
            }
        }
        for (Variant variant : variants) {
            List<String> row = new ArrayList<>(List.of(variant.agent()));
            row.addAll(cells(variant.starts(), empty.starts(), Start::mainMillis, "ms"));
            row.addAll(cells(variant.starts(), empty.starts(), Start::endMillis, "ms"));
            row.addAll(cells(variant.starts(), empty.starts(), Start::residentMiB, "MiB"));
            rows.accept(row);
        }
    }

    private static List<String> cells(
            List<Start> starts, List<Start> empty, ToDoubleFunction<Start> part, String unit) {
        double value = Median.of(starts.stream().mapToDouble(part).toArray()).value();
        double[] more = new double[starts.size()];
        for (int i = 0; i < more.length; i++) {
            more[i] = part.applyAsDouble(starts.get(i)) - part.applyAsDouble(empty.get(i));
        }
        Median beyond = Median.of(more);
        return List.of(
                String.format(Locale.ROOT, "%.0f %s", value, unit),
                String.format(Locale.ROOT, "%.0f (%.0f to %.0f)", beyond.value(), beyond.low(), beyond.high()));
    }

    private static Start start(Jdk jdk, List<String> options) throws IOException, InterruptedException {
        long started = System.nanoTime();
        try (ChildJvm child = Launch.on(jdk)
                .jvm(options.toArray(String[]::new))
                .main(Started.class)
                .start()) {
            child.awaitLine("main");
            long inMain = System.nanoTime() - started;
            double resident = residentKiB(child) / KIB_A_MIB;
            long asked = System.nanoTime();
            child.println("");
            child.awaitExit(ChildJvm.LONG);
            long ending = System.nanoTime() - asked;
            return new Start(inMain / NANOS_A_MILLI, (inMain + ending) / NANOS_A_MILLI, resident);
        }
    }

    private static long residentKiB(ChildJvm child) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(child.pid()), "status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("no VmHWM in the status of " + child);
    }

    /** With the capabilities that xwatch's manifest asks for. */
    private static Path emptyAgent(Path directory) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", EmptyAgent.class.getName());
        attributes.putValue("Can-Redefine-Classes", "true");
        attributes.putValue("Can-Retransform-Classes", "true");
        Path jar = directory.resolve("empty.jar");
        String entry = EmptyAgent.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream in = EmptyAgent.class.getResourceAsStream("EmptyAgent.class")) {
            if (in == null) {
                throw new IOException("no " + entry);
            }
            out.putNextEntry(new ZipEntry(entry));
            in.transferTo(out);
            out.closeEntry();
        }
        return jar;
    }
}
