package dev.xwatch.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A program that runs to its end. */
public final class Tool {
    private Tool() {}

    /**
     * @return its stdout and stderr, as they came
     * @throws AssertionError unless the exit status is 0
     */
    public static String run(List<String> command) throws IOException, InterruptedException {
        List<String> output = new ArrayList<>();
        run(command, output::add);
        return String.join("\n", output);
    }

    /** The same for output that is too long to be kept: {@code lines} takes it line by line. */
    static void run(List<String> command, Consumer<String> lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String last = "";
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.accept(line);
                last = line;
            }
        }
        if (process.waitFor() != 0) {
            throw new AssertionError(
                    String.join(" ", command) + "\nexit status " + process.exitValue() + ", at last: " + last);
        }
    }

    /** @return the version that an installed program says it is; empty if it is not installed */
    public static Optional<String> version(String name) throws IOException, InterruptedException {
        return Host.hasTool(name)
                ? Pattern.compile("\\d+\\.\\d+[.\\d]*")
                        .matcher(run(List.of(name, "--version")))
                        .results()
                        .map(MatchResult::group)
                        .findFirst()
                : Optional.empty();
    }
}
