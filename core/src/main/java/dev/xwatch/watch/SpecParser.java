package dev.xwatch.watch;

import dev.xwatch.hotspot.MethodNames;
import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Watch specs from text: {@code [NAME@]SPEC}. */
public final class SpecParser {
    private static final Pattern NAMED = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)@(.+)");
    private static final Pattern WATCHPOINT = Pattern.compile("(?:watchpoint|w):([^:]*):([^:]*):([^:]*)");
    private static final Pattern LATER = Pattern.compile("(region|native|blob):.*");
    /** Class, separator, method, then perhaps parameters: {@code ::} and {@code #} before the last dot. */
    private static final Pattern METHOD =
            Pattern.compile("([^()#:]+?)(?:::|#|\\.(?=[^.()]+(?:\\(|$)))([^()#:.]+)(\\(.*)?");

    private static final String EXAMPLES =
            "write com.acme.Order::price, com.acme.Order::price(int), watchpoint:0xADDR:8:x or 0xADDR";

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
        Matcher watchpoint = WATCHPOINT.matcher(text);
        if (watchpoint.matches()) {
            return watchpoint(text, watchpoint.group(1), watchpoint.group(2), watchpoint.group(3));
        }
        if (text.startsWith("0x")) {
            return new AddressSpec(breakpoint(text, address(text, text), Long.BYTES, AccessMode.X));
        }
        Matcher later = LATER.matcher(text);
        if (later.matches()) {
            throw new RefusedException(
                    "watch " + text,
                    "this version has no " + later.group(1) + ": watches",
                    "watch the address: watchpoint:0xADDR:8:x");
        }
        Matcher method = METHOD.matcher(text);
        if (!method.matches()) {
            throw new RefusedException("watch " + text, "it is neither a method nor an address", EXAMPLES);
        }
        return new MethodSpec(
                NamePattern.of(method.group(1).replace('/', '.')),
                NamePattern.of(method.group(2)),
                parameters(text, method.group(3)));
    }

    private static AddressSpec watchpoint(String text, String address, String length, String mode)
            throws RefusedException {
        int bytes;
        try {
            bytes = Integer.parseInt(length);
        } catch (NumberFormatException e) {
            throw new RefusedException("watch " + text, "the length '" + length + "' is no number", "use 1, 2, 4 or 8");
        }
        return new AddressSpec(breakpoint(text, address(text, address), bytes, mode(text, mode)));
    }

    private static AccessMode mode(String text, String mode) throws RefusedException {
        String sorted = mode.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining());
        return switch (sorted) {
            case "x" -> AccessMode.X;
            case "w" -> AccessMode.W;
            case "rw" -> AccessMode.RW;
            case "r" ->
                throw new RefusedException("watch " + text, "x86 has no breakpoint on reads alone (mode r)", "use rw");
            case "rx", "wx", "rwx" ->
                throw new RefusedException(
                        "watch " + text,
                        "one breakpoint watches execution or data, not both (mode " + mode + ")",
                        "use two watches, one with x and one with " + mode.replace("x", ""));
            default -> throw new RefusedException("watch " + text, "unknown mode '" + mode + "'", "use x, w or rw");
        };
    }

    private static Breakpoint breakpoint(String text, long address, int length, AccessMode mode)
            throws RefusedException {
        try {
            return new Breakpoint(address, length, mode);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    "watch " + text,
                    String.valueOf(e.getMessage()),
                    "use a user-space address, length 1, 2, 4 or 8, and for data an address that is a multiple of it");
        }
    }

    private static long address(String text, String digits) throws RefusedException {
        try {
            return digits.startsWith("0x")
                    ? Long.parseUnsignedLong(digits.substring(2), 16)
                    : Long.parseUnsignedLong(digits);
        } catch (NumberFormatException e) {
            throw new RefusedException(
                    "watch " + text, "'" + digits + "' is no address", "write it in hexadecimal as 0x7f0012345678");
        }
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
