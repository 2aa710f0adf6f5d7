package dev.xwatch.watch;

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
        Glob glob = new Glob(text, false);
        return new NamePattern(text, glob::matches);
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
