package dev.xwatch.watch;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.StringMatcher;

/** A name in which {@code *} stands for any characters, dots and dollars too. Case-sensitive. */
public final class NamePattern {
    private final String text;
    private final ElementMatcher<String> matcher;

    private NamePattern(String text, ElementMatcher<String> matcher) {
        this.text = text;
        this.matcher = matcher;
    }

    public static NamePattern of(String text) {
        if (text.indexOf('*') < 0) {
            return new NamePattern(text, new StringMatcher(text, StringMatcher.Mode.EQUALS_FULLY));
        }
        String regex = Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        // Not StringMatcher's mode MATCHES, which compiles the expression anew for each name.
        Pattern pattern = Pattern.compile(regex);
        return new NamePattern(text, name -> pattern.matcher(name).matches());
    }

    public boolean matches(String name) {
        return matcher.matches(name);
    }

    /** True if it names one thing: no {@code *} in it. */
    public boolean isExact() {
        return text.indexOf('*') < 0;
    }

    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamePattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
