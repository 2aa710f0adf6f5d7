package dev.xwatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Asks the C compiler of this machine what its headers say. */
public final class SystemHeaders {
    private static final long SECONDS = 60;

    private SystemHeaders() {}

    /**
     * The values of expressions in C. Skips the test where there is no compiler, or not all headers.
     *
     * @param headers such as {@code linux/perf_event.h}
     * @param statements declarations and assignments that come before the expressions
     */
    public static Map<String, Long> valuesOf(List<String> headers, String statements, List<String> expressions)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("xwatch-headers");
        Path source = directory.resolve("values.c");
        Path program = directory.resolve("values");
        try {
            Files.writeString(source, includes(headers));
            assumeTrue(run(List.of("cc", "-fsyntax-only", source.toString())) == 0, "this needs cc and " + headers);
            Files.writeString(source, program(headers, statements, expressions));
            if (run(List.of("cc", "-o", program.toString(), source.toString())) != 0) {
                fail("the compiler does not take\n" + Files.readString(source));
            }
            return values(program);
        } finally {
            Files.deleteIfExists(source);
            Files.deleteIfExists(program);
            Files.delete(directory);
        }
    }

    private static String includes(List<String> headers) {
        StringBuilder includes = new StringBuilder();
        for (String header : headers) {
            includes.append("#include <").append(header).append(">\n");
        }
        return includes.toString();
    }

    private static String program(List<String> headers, String statements, List<String> expressions) {
        StringBuilder program = new StringBuilder(includes(headers))
                .append("#include <stddef.h>\n#include <stdio.h>\n#include <string.h>\nint main(void) {\n")
                .append(statements);
        for (String expression : expressions) {
            program.append("printf(\"%s=%lld\\n\", \"")
                    .append(expression)
                    .append("\", (long long) (")
                    .append(expression)
                    .append("));\n");
        }
        return program.append("return 0;\n}\n").toString();
    }

    private static int run(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                fail(command + " does not end");
            }
            return process.exitValue();
        } catch (IOException e) {
            return -1; // there is no such program
        }
    }

    private static Map<String, Long> values(Path program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString()).start();
        List<String> lines = new ArrayList<>(new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList());
        process.waitFor();
        Map<String, Long> values = new TreeMap<>();
        for (String line : lines) {
            int equals = line.lastIndexOf('=');
            values.put(line.substring(0, equals), Long.parseLong(line.substring(equals + 1)));
        }
        return values;
    }
}
