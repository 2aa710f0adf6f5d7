package dev.xwatch.watch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Watch specs from text: {@code [NAME@]SPEC}. Each kind has a parser of its own. */
public final class SpecParser {
    private static final Pattern NAMED = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)@(.+)");

    private SpecParser() {}

    /** @throws RefusedException if the text is no spec, or one that the hardware cannot watch */
    public static WatchRequest parse(String text) throws RefusedException {
        Matcher named = NAMED.matcher(text);
        if (named.matches() && !named.group(1).equals("all")) {
            return new WatchRequest(named.group(1), text, parseSpec(named.group(2)), WatchOptions.DEFAULT);
        }
        WatchSpec spec = parseSpec(text);
        return new WatchRequest(spec.canonical(), text, spec, WatchOptions.DEFAULT);
    }

    private static WatchSpec parseSpec(String text) throws RefusedException {
        Optional<? extends WatchSpec> spec = WatchpointParser.parse(text);
        if (spec.isEmpty()) {
            spec = CodeSpecParser.parse(text);
        }
        if (spec.isEmpty()) {
            spec = MethodSpecParser.parse(text);
        }
        if (spec.isEmpty()) {
            throw new RefusedException(
                    "watch " + text,
                    "it is neither a method nor an address nor other code",
                    "write com.acme.Order::price, com.acme.Order::price(int), watchpoint:0xADDR:8:x, 0xADDR,"
                            + " native:LIB!SYMBOL, region:new or blob:NAME");
        }
        return spec.get();
    }
}
