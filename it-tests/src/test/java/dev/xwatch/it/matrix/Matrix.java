package dev.xwatch.it.matrix;

import dev.xwatch.it.BreakpointProbe;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.Jdks;
import dev.xwatch.it.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries each configuration, or those whose names have a part that is given, on each JDK found, and writes a table for each JDK. */
public final class Matrix {
    private static final String QUESTION =
            ", on the options given, is attached to while it runs; it calls a method that is compiled and never"
                    + " inlined, from a thread, with arguments and by a stack that it knows. *armed*: on the compiled method."
                    + " *hits*: the kernel's count is the number of calls, and each is recorded. *stack*, *thread*, *arguments*:"
                    + " of each recorded hit, what the JVM itself says. *stop*: nothing of xwatch is left, and the calls go"
                    + " on. Else a cell says what xwatch, or the JVM, said instead.";

    private Matrix() {}

    /** @param args the page, then perhaps parts of configurations' names */
    public static void main(String[] args) throws IOException, InterruptedException {
        Optional<String> missing = BreakpointProbe.missing();
        if (missing.isPresent()) {
            System.out.println("This machine cannot watch: " + missing.get());
            System.exit(1);
        }
        List<String> wanted = List.of(args).subList(1, args.length);
        List<String> columns = new ArrayList<>(List.of("configuration", "options"));
        columns.addAll(Trial.COLUMNS);
        for (Jdk jdk : Jdks.found()) {
            List<List<String>> rows = new ArrayList<>();
            for (Configuration configuration : Configuration.all()) {
                if (wanted.isEmpty() || wanted.stream().anyMatch(configuration.name()::contains)) {
                    List<String> row = new ArrayList<>(List.of(configuration.name(), options(configuration)));
                    row.addAll(Trial.run(jdk, configuration));
                    System.out.println("JDK " + jdk.version() + ": " + String.join(" | ", row));
                    rows.add(row);
                }
            }
            new Page(Path.of(args[0]), "What is supported")
                    .put("JDK " + jdk.feature(), "A JVM of JDK " + jdk.version() + QUESTION, columns, rows);
        }
    }

    private static String options(Configuration configuration) {
        return configuration.flags().isEmpty() ? "" : "`" + String.join(" ", configuration.flags()) + "`";
    }
}
