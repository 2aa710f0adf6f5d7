package dev.xwatch.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every relative link in README and docs leads to a file that is there, and to a heading in it. */
class LinksTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    private static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            List<Path> pages =
                    docs.filter(file -> file.toString().endsWith(".md")).toList();
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages.stream());
        }
    }

    /** Those to files of the project. */
    private static List<String> links(Path page) throws IOException {
        return LINK.matcher(Files.readString(page))
                .results()
                .map((MatchResult link) -> link.group(1))
                .filter(link -> !link.contains("://"))
                .toList();
    }

    private static Set<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> Explanation.anchor(line.replaceFirst("^#+ ", "")))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        for (String link : links(page)) {
            String file = link.replaceFirst("#.*", "");
            Path target = file.isEmpty() ? page : page.resolveSibling(file);
            assertThat(target).as("%s in %s", link, page).exists();
            if (link.contains("#")) {
                assertThat(anchors(target)).as("%s in %s", link, page).contains(link.replaceFirst(".*#", ""));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageIsReachedFromAnother(Path page) throws IOException {
        String name = page.getFileName().toString();
        try (Stream<Path> pages = pages()) {
            assertThat(name.equals("README.md") || pages.anyMatch(other -> !other.equals(page) && leadsTo(name, other)))
                    .as("a link to %s", name)
                    .isTrue();
        }
    }

    private static boolean leadsTo(String name, Path from) {
        try {
            return links(from).stream()
                    .anyMatch(link -> link.replaceFirst("#.*", "").matches("(docs/)?" + Pattern.quote(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
