package dev.xwatch.watch;

import dev.xwatch.hotspot.MethodNames;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code com.acme.Order::price}, with or without parameters. */
final class MethodSpecParser {
    /** Class, separator, method, then perhaps parameters: {@code ::} and {@code #} before the last dot. */
    private static final Pattern METHOD =
            Pattern.compile("([^()#:]+?)(?:::|#|\\.(?=[^.()]+(?:\\(|$)))([^()#:.]+)(\\(.*)?");

    private MethodSpecParser() {}

    /** Empty if the text names no method. */
    static Optional<MethodSpec> parse(String text) throws RefusedException {
        Matcher method = METHOD.matcher(text);
        return method.matches()
                ? Optional.of(new MethodSpec(
                        NamePattern.of(method.group(1).replace('/', '.')),
                        NamePattern.of(method.group(2)),
                        parameters(text, method.group(3))))
                : Optional.empty();
    }

    /** Both {@code (int,java.lang.String)} and the descriptor {@code (ILjava/lang/String;)V}, as the former. */
    private static Optional<String> parameters(String text, @Nullable String list) throws RefusedException {
        if (list == null) {
            return Optional.empty();
        }
        if (list.endsWith(")")) {
            return Optional.of(
                    Arrays.stream(list.substring(1, list.length() - 1).split(",", -1))
                            .map(type -> type.strip().replace('/', '.'))
                            .collect(Collectors.joining(",", "(", ")")));
        }
        try {
            return Optional.of(MethodNames.parameters(list));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    "watch " + text,
                    "'" + list + "' is neither a list of types nor a descriptor",
                    "write (int,java.lang.String) or (ILjava/lang/String;)V");
        }
    }
}
