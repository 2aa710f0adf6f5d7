package dev.xwatch.it.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.xwatch.it.app.Bursts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** {@code bare.c}, compiled by the machine's {@code cc} and running. */
final class BareC implements AutoCloseable {
    /** CPU time of the calling thread, and time by the clock. */
    record Took(double cpuNanos, double nanos) {
        /** @param line that it, or {@link Bursts}, writes */
        static Took parse(String line) {
            String[] numbers = line.substring("nanos=".length()).split(" ", -1);
            return new Took(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
        }
    }

    private final Process process;
    private final BufferedReader out;
    private final PrintWriter in;

    private BareC(Process process) {
        this.process = process;
        out = process.inputReader(UTF_8);
        in = new PrintWriter(process.outputWriter(UTF_8), true);
    }

    /** @throws IOException if there is no C compiler, or no breakpoint */
    static BareC start(Path directory) throws IOException, InterruptedException {
        Path source = directory.resolve("bare.c");
        try (InputStream text = Objects.requireNonNull(BareC.class.getResourceAsStream("/bare.c"))) {
            Files.copy(text, source);
        }
        Path program = directory.resolve("bare");
        Process compiler = new ProcessBuilder("cc", "-O2", "-o", program.toString(), source.toString())
                .inheritIO()
                .start();
        if (compiler.waitFor() != 0) {
            throw new IOException("cc cannot compile " + source);
        }
        BareC bare = new BareC(
                new ProcessBuilder(program.toString(), Integer.toString(Bursts.BURSTS), Integer.toString(Bursts.CALLS))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
        if (bare.out.readLine() == null) {
            throw new IOException("it has ended");
        }
        return bare;
    }

    /** What the calls of all its bursts took. */
    Took bursts() throws IOException {
        in.println();
        String line = out.readLine();
        if (line == null) {
            throw new IOException("it has ended");
        }
        return Took.parse(line);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
