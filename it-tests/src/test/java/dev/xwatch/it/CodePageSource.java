package dev.xwatch.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** {@code codepages.c}, compiled. */
public final class CodePageSource {
    private CodePageSource() {}

    /** The native half of {@link dev.xwatch.it.app.CodePages}. */
    public static Path library(Path directory) throws IOException, InterruptedException {
        return SharedLibrary.compile(directory, "codepages", source());
    }

    /** A program that does without Java. */
    static Path program(Path directory) throws IOException, InterruptedException {
        Host.requireTool("gcc");
        Path file = Files.writeString(directory.resolve("program.c"), source());
        Path program = directory.resolve("codepages");
        Tool.run(List.of("gcc", "-O1", "-DPROGRAM", "-o", program.toString(), file.toString()));
        return program;
    }

    private static String source() throws IOException {
        try (InputStream source = Objects.requireNonNull(CodePageSource.class.getResourceAsStream("codepages.c"))) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
