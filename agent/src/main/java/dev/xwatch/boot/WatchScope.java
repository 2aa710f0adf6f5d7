package dev.xwatch.boot;

import dev.xwatch.watch.NamePattern;
import dev.xwatch.watch.RefusedException;
import dev.xwatch.watch.WatchOptions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options that hold for every watch of their list, wherever they stand in it; one given again wins. */
final class WatchScope {
    static final List<String> KEYS = List.of("limit", "for", "stack", "args", "noinline", "threads", "pin");

    private static final String TIME = "(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|min|h|d)?";

    private WatchOptions options = WatchOptions.DEFAULT;

    WatchOptions options() {
        return options;
    }

    /** @return whether the option is one of these */
    boolean accept(Option option) {
        switch (option.key()) {
            case "limit" -> options = options.withLimit(count(option));
            case "for" -> options = options.withDuration(time(option));
            case "stack" -> options = options.withStackFrames(frames(option));
            case "args" -> options = options.withArguments(isOn(option));
            case "noinline" -> options = options.withNoInline(isOn(option));
            case "threads" -> options = options.withThreads(names(option));
            case "pin" -> options = pin(option);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static NamePattern names(Option option) {
        if (option.value().isEmpty()) {
            throw new RefusedException("option threads", "it has no name", "write threads:worker-*");
        }
        return NamePattern.of(option.value());
    }

    private WatchOptions pin(Option option) {
        if (!option.value().isEmpty()) {
            throw new RefusedException("option " + option, "it takes no value", "pin");
        }
        return options.withPin();
    }

    private static long count(Option option) {
        try {
            long count = Long.parseLong(option.value());
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new RefusedException("option " + option, "it is no number of hits", "write limit:100, 1 at least");
    }

    private static Duration time(Option option) {
        Matcher matcher = Pattern.compile(TIME).matcher(option.value());
        if (matcher.matches()) {
            double number = Double.parseDouble(matcher.group(1));
            String unit = matcher.group(2) == null ? "s" : matcher.group(2);
            Duration time = Duration.ofMillis(Math.round(number * millis(unit)));
            if (!time.isZero()) {
                return time;
            }
        }
        throw new RefusedException(
                "option " + option, "it is no time", "write for:30s; the units are ms, s, m, h and d");
    }

    private static int frames(Option option) {
        if (option.value().equals("off")) {
            return 0;
        }
        try {
            int frames = Integer.parseInt(option.value());
            if (frames >= 1 && frames <= WatchOptions.MOST_FRAMES) {
                return frames;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new RefusedException(
                "option " + option,
                "it takes a number of frames, 1 to " + WatchOptions.MOST_FRAMES + ", or off",
                "write stack:32 or stack:off");
    }

    private static boolean isOn(Option option) {
        return switch (option.value()) {
            case "on" -> true;
            case "off" -> false;
            default ->
                throw new RefusedException(
                        "option " + option,
                        "it is neither on nor off",
                        "write " + option.key() + ":on or " + option.key() + ":off");
        };
    }

    private static double millis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "m", "min" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 1_000;
        };
    }
}
