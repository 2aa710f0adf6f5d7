package dev.xwatch.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Libraries compiled for a test, of C. */
final class SharedLibrary {
    private SharedLibrary() {}

    /** Skips the test where there is no compiler. */
    static Path compile(Path directory, String name, String source, String... options)
            throws IOException, InterruptedException {
        Host.requireTool("gcc");
        Path file = Files.writeString(directory.resolve(name + ".c"), source);
        Path library = directory.resolve("lib" + name + ".so");
        List<String> command = new ArrayList<>(List.of("gcc", "-shared", "-fPIC", "-O1", "-o", library.toString()));
        command.addAll(List.of(options));
        command.add(file.toString());
        Tool.run(command);
        return library;
    }
}
