package dev.xwatch.boot;

import dev.xwatch.watch.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The syntax of options: items {@code key:value} or {@code key=value}, separated by commas; a comma inside {@code ()},
 * {@code <>} or {@code ""} does not separate. {@code @FILE} stands for the items in a file.
 */
final class OptionSplitter {
    private static final String COMMENT = "(^|\\s)#.*";
    private static final int MOST_FILES_DEEP = 8;
    /** Of one load, from files that name each other again and again. */
    private static final int MOST_OPTIONS = 100_000;

    private static final int MOST_FILE_BYTES = 16 << 20;

    private OptionSplitter() {}

    static List<Option> split(String text) {
        List<Option> options = new ArrayList<>();
        addAll(text, options, 0);
        return options;
    }

    /** The options that are not in files. */
    static List<Option> splitAround(String text) {
        List<Option> options = new ArrayList<>();
        for (String item : items(text)) {
            if (!item.isEmpty() && !item.startsWith("@")) {
                options.add(option(item));
            }
        }
        return options;
    }

    /** Like {@link #split}, but {@code @FILE} is refused. */
    static List<Option> splitWithoutFiles(String text) {
        for (String item : items(text)) {
            if (item.startsWith("@")) {
                throw new RefusedException(item, "no file is read for this caller", "list the options");
            }
        }
        return split(text);
    }

    /** The key of the first item, unless that is a file. */
    static Optional<String> firstKey(String text) {
        return items(text).stream()
                .filter(item -> !item.isEmpty())
                .findFirst()
                .filter(item -> !item.startsWith("@"))
                .map(item -> option(item).key());
    }

    private static void addAll(String text, List<Option> options, int depth) {
        for (String item : items(text)) {
            if (item.startsWith("@")) {
                addFile(item, options, depth);
            } else if (!item.isEmpty()) {
                options.add(option(item));
            }
        }
    }

    private static void addFile(String item, List<Option> options, int depth) {
        if (depth == MOST_FILES_DEEP) {
            throw new RefusedException(item, "files name each other more than " + depth + " deep", "list the options");
        }
        Pattern comment = Pattern.compile(COMMENT);
        for (String line : lines(item)) {
            addAll(comment.matcher(line).replaceFirst(""), options, depth + 1);
            if (options.size() > MOST_OPTIONS) {
                throw new RefusedException(
                        item, "with the files that it names it has more than " + MOST_OPTIONS + " options", "use less");
            }
        }
    }

    private static List<String> lines(String item) {
        try (InputStream in = Files.newInputStream(Path.of(item.substring(1)))) {
            byte[] bytes = in.readNBytes(MOST_FILE_BYTES + 1);
            if (bytes.length > MOST_FILE_BYTES) {
                throw new IOException("it has more than " + MOST_FILE_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .lines()
                    .toList();
        } catch (IOException | InvalidPathException e) {
            throw new RefusedException(
                    item, "the file cannot be read: " + e, "name a text file that this process may read");
        }
    }

    private static Option option(String item) {
        for (int i = 0; i < item.length(); i++) {
            if (item.charAt(i) == ':' || item.charAt(i) == '=') {
                return new Option(
                        item.substring(0, i).strip(),
                        unquote(item.substring(i + 1).strip()));
            }
        }
        return new Option(item, "");
    }

    private static String unquote(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Split at the commas that separate. */
    private static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '<')) {
                depth++;
            } else if (!quoted && (c == ')' || c == '>')) {
                depth--;
            } else if (!quoted && c == ',' && depth <= 0) {
                items.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        items.add(text.substring(start).strip());
        return items;
    }
}
