package dev.xwatch.watch;

import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code watchpoint:0xADDR:LEN:MODE}, {@code w:0xADDR:LEN:MODE} and {@code 0xADDR}. */
final class WatchpointParser {
    private static final Pattern WATCHPOINT = Pattern.compile("(?:watchpoint|w):([^:]*):([^:]*):([^:]*)");

    private WatchpointParser() {}

    /** Empty if the text is a spec of another kind. */
    static Optional<AddressSpec> parse(String text) throws RefusedException {
        Matcher watchpoint = WATCHPOINT.matcher(text);
        if (watchpoint.matches()) {
            return Optional.of(watchpoint(text, watchpoint.group(1), watchpoint.group(2), watchpoint.group(3)));
        }
        return text.startsWith("0x")
                ? Optional.of(new AddressSpec(breakpoint(text, address(text, text), Long.BYTES, AccessMode.X)))
                : Optional.empty();
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
}
