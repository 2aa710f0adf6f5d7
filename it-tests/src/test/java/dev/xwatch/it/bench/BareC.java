package dev.xwatch.it.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.xwatch.it.app.Bursts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** {@code bare.c}, compiled by the machine's {@code cc} and running. */
final class BareC implements AutoCloseable {
    /** CPU time of the calling thread, and time by the clock. */
    record Took(double cpuNanos, double nanos) {
        static final Took NOTHING = new Took(0, 0);

        Took plus(Took other) {
            return new Took(cpuNanos + other.cpuNanos, nanos + other.nanos);
        }

        /** @param line that it, or {@link Bursts}, writes */
        static Took parse(String line) {
            long[] numbers = numbers(line);
            return new Took(numbers[0], numbers[1]);
        }
    }

    private final Process process;
    private final BufferedReader out;
    private final PrintWriter in;
    private long calls;
    private long reported;

    private BareC(Process process) {
        this.process = process;
        out = process.inputReader(UTF_8);
        in = new PrintWriter(process.outputWriter(UTF_8), true);
    }

    /**
     * With a breakpoint that only counts.
     *
     * @throws IOException if there is no C compiler, or no breakpoint
     */
    static BareC counting(Path directory) throws IOException, InterruptedException {
        return start(directory, List.of());
    }

    /** The same with one that writes a record of each hit. */
    static BareC sampling(Path directory) throws IOException, InterruptedException {
        return start(directory, List.of("sampling"));
    }

    private static BareC start(Path directory, List<String> way) throws IOException, InterruptedException {
        Path source = Files.createTempDirectory(directory, "bare").resolve("bare.c");
        try (InputStream text = Objects.requireNonNull(BareC.class.getResourceAsStream("/bare.c"))) {
            Files.copy(text, source);
        }
        Path program = source.resolveSibling("bare");
        Process compiler = new ProcessBuilder("cc", "-O2", "-o", program.toString(), source.toString())
                .inheritIO()
                .start();
        if (compiler.waitFor() != 0) {
            throw new IOException("cc cannot compile " + source);
        }
        List<String> command = new ArrayList<>(List.of(program.toString(), Integer.toString(Bursts.CALLS)));
        command.addAll(way);
        BareC bare = new BareC(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        if (bare.out.readLine() == null) {
            throw new IOException("it has ended");
        }
        return bare;
    }

    /** What the calls of a burst took. */
    Took burst() throws IOException {
        in.println();
        String line = out.readLine();
        if (line == null) {
            throw new IOException("it has ended");
        }
        calls += Bursts.CALLS;
        reported = numbers(line)[2];
        return Took.parse(line);
    }

    /** How many it has made. */
    long calls() {
        return calls;
    }

    /** How many hits came out, of all its calls. */
    long reported() {
        return reported;
    }

    private static long[] numbers(String line) {
        return Arrays.stream(line.substring("nanos=".length()).split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
