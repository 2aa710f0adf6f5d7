package dev.xwatch.jmc;

import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
    private Numbers() {}

    static String text(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
