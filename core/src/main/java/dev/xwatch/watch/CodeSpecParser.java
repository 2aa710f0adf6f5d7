package dev.xwatch.watch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Code that is no Java method's: {@code region:}, {@code native:} and {@code blob:}, with an offset at the very end. */
final class CodeSpecParser {
    private static final Pattern KIND = Pattern.compile("(region|native|blob):(.*)");
    private static final Pattern OFFSET = Pattern.compile("(.*)\\+(0x[0-9a-fA-F]{1,15}|[0-9]{1,18})");
    /** bpftrace's ':' serves too; the first separates, since a C++ name has "::" in it. */
    private static final Pattern SYMBOL = Pattern.compile("([^!]+)!(.+)|([^!:]+):(.+)");

    private CodeSpecParser() {}

    /** Empty if the text is a spec of another kind. */
    static Optional<WatchSpec> parse(String text) throws RefusedException {
        Matcher kind = KIND.matcher(text);
        if (!kind.matches()) {
            return Optional.empty();
        }
        Matcher offset = OFFSET.matcher(kind.group(2));
        String name = offset.matches() ? offset.group(1) : kind.group(2);
        long bytes = offset.matches() ? Long.decode(decimal(offset.group(2))) : 0;
        return Optional.of(
                switch (kind.group(1)) {
                    case "region" -> region(text, name, bytes);
                    case "native" -> symbol(text, name, bytes);
                    default -> blob(text, name, bytes);
                });
    }

    /** {@link Long#decode} takes a leading zero for octal. */
    private static String decimal(String number) {
        return number.startsWith("0x") ? number : number.replaceFirst("^0+(?=.)", "");
    }

    private static RegionSpec region(String text, String name, long offset) {
        if (name.isEmpty()) {
            throw new RefusedException(
                    "watch " + text,
                    "it does not say which regions",
                    "write region:new, region:anon or region:PATTERN, a part of the path or [name]");
        }
        return new RegionSpec(name, offset);
    }

    private static NativeSpec symbol(String text, String name, long offset) {
        Matcher parts = SYMBOL.matcher(name);
        if (!parts.matches()) {
            throw new RefusedException(
                    "watch " + text,
                    "it does not name a library and a function of it",
                    "write native:LIB!SYMBOL, as in native:libc.so.6!malloc");
        }
        return parts.group(1) != null
                ? new NativeSpec(parts.group(1), parts.group(2), offset)
                : new NativeSpec(parts.group(3), parts.group(4), offset);
    }

    private static BlobSpec blob(String text, String name, long offset) {
        if (name.isEmpty()) {
            throw new RefusedException("watch " + text, "it does not say which blob", "write blob:NAME");
        }
        return new BlobSpec(name, offset);
    }
}
