package dev.xwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** {@code docs/troubleshooting.md}: its headings are the texts of errors. */
public final class Manual {
    /** What differs from case to case: words of capitals, and dots. */
    private static final Pattern VARIABLE = Pattern.compile("[A-Z]+(?![a-z])|\\.\\.\\.");

    private Manual() {}

    /** Fails the test if no heading is the beginning of an error's text. */
    public static void requireHeading(String error) throws IOException {
        List<String> headings = Files.readAllLines(Path.of("..", "docs", "troubleshooting.md")).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring("### ".length()))
                .toList();
        assertThat(headings)
                .as("a heading for '%s'", error)
                .anyMatch(heading -> pattern(heading).matcher(error).lookingAt());
    }

    private static Pattern pattern(String heading) {
        StringBuilder regex = new StringBuilder();
        int end = 0;
        for (MatchResult variable : VARIABLE.matcher(heading).results().toList()) {
            regex.append(Pattern.quote(heading.substring(end, variable.start())))
                    .append(".*");
            end = variable.end();
        }
        return Pattern.compile(regex + Pattern.quote(heading.substring(end)), Pattern.DOTALL);
    }
}
