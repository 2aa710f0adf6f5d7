package dev.xwatch.it;

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

/** A page of Markdown with sections that hold a table each, between comments that name them. The rest of it is left alone. */
public final class Page {
    private final Path file;
    private final String heading;

    /** @param heading of the page where it is not there yet */
    public Page(Path file, String heading) {
        this.file = file;
        this.heading = heading;
    }

    /**
     * Writes a section anew, or adds it.
     *
     * @param question what the table answers, in a few sentences of Markdown
     */
    public void put(String name, String question, List<String> columns, List<List<String>> rows) throws IOException {
        List<String> section = new ArrayList<>();
        section.add("<!-- " + name + " -->");
        section.add(question);
        section.add("");
        section.add("Measured on " + LocalDate.now(ZoneOffset.UTC) + ", " + Machine.description() + ".");
        section.add("");
        section.add(row(columns));
        section.add(row(Collections.nCopies(columns.size(), "---")));
        rows.forEach(row -> section.add(row(row)));
        section.add("<!-- end of " + name + " -->");

        String text = Files.exists(file) ? Files.readString(file) : "# " + heading + "\n";
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
