package dev.xwatch.boot;

import dev.xwatch.watch.RefusedException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as the JDK's own JFR options write them. */
final class ByteSize {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([KMG]?)B?");

    private ByteSize() {}

    static long of(Option option) {
        Matcher size = SIZE.matcher(option.value().toUpperCase(Locale.ROOT));
        long bytes = size.matches() ? Long.parseLong(size.group(1)) << shift(size.group(2)) : 0;
        if (bytes <= 0) {
            throw new RefusedException(
                    "option " + option,
                    "it is no size",
                    "write " + option.key() + ":256MB; the units are KB, MB and GB");
        }
        return bytes;
    }

    private static int shift(String unit) {
        return switch (unit) {
            case "K" -> 10;
            case "M" -> 20;
            case "G" -> 30;
            default -> 0;
        };
    }
}
