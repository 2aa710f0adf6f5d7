package dev.xwatch.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of Markdown with a section for each benchmark, between comments that name it. The rest of it is left alone. */
final class Page {
    private final Path file;

    Page(Path file) {
        this.file = file;
    }

    void put(String name, Benchmark benchmark, List<List<String>> rows) throws IOException {
        List<String> section = new ArrayList<>();
        section.add("<!-- " + name + " -->");
        section.add(benchmark.question());
        section.add("");
        section.add("Measured on " + LocalDate.now(ZoneOffset.UTC) + ", " + Machine.description() + ".");
        section.add("");
        List<String> columns = new ArrayList<>(List.of("JDK"));
        columns.addAll(benchmark.columns());
        section.add(row(columns));
        section.add(row(Collections.nCopies(columns.size(), "---")));
        rows.forEach(row -> section.add(row(row)));
        section.add("<!-- end of " + name + " -->");

        String text = Files.exists(file) ? Files.readString(file) : "# Benchmarks\n";
        String whole = String.join("\n", section);
        Pattern old = Pattern.compile("<!-- " + name + " -->.*<!-- end of " + name + " -->", Pattern.DOTALL);
        Matcher found = old.matcher(text);
        Files.writeString(
                file,
                found.find()
                        ? found.replaceFirst(Matcher.quoteReplacement(whole))
                        : text + "\n## " + name + "\n" + whole + "\n");
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells).replace("\n", " ") + " |";
    }
}
