package dev.xwatch.boot;

import dev.xwatch.watch.NearestNames;
import dev.xwatch.watch.RefusedException;
import dev.xwatch.watch.SpecParser;
import dev.xwatch.watch.WatchRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/**
 * What one load asks for.
 *
 * @param unwatch names of watches to take away, {@code all} for every one
 * @param record where to write a recording
 * @param reply where to write what this load did
 */
record AgentOptions(
        List<WatchRequest> watches,
        List<String> unwatch,
        boolean list,
        boolean stop,
        Optional<String> record,
        Optional<String> reply,
        Optional<Level> log) {
    private static final List<String> KEYS = Stream.concat(
                    Stream.of("watch", "unwatch", "list", "stop", "record", "reply", "log"), WatchScope.KEYS.stream())
            .toList();

    /** Of these this version has what {@code off} means, and nothing else. */
    private static final Set<String> OFF_ONLY = Set.of("noinline", "budget");

    /** @throws RefusedException naming the first item that is wrong */
    static AgentOptions of(List<Option> options) {
        List<WatchRequest> watches = new ArrayList<>();
        WatchScope scope = new WatchScope();
        List<String> unwatch = new ArrayList<>();
        boolean list = false;
        boolean stop = false;
        Optional<String> record = Optional.empty();
        Optional<Level> log = Optional.empty();
        for (Option option : options) {
            switch (option.key()) {
                case "watch" -> watches.add(SpecParser.parse(watchSpec(option)));
                case "unwatch" -> unwatch.add(value(option, "a watch's name, or all"));
                case "list" -> list = isSwitch(option);
                case "stop" -> stop = isSwitch(option);
                case "record" -> record = Optional.of(value(option, "a file"));
                case "reply" -> value(option, "a file");
                case "log" -> log = Optional.of(level(option));
                default -> {
                    if (!scope.accept(option)) {
                        requireOff(option);
                    }
                }
            }
        }
        watches.replaceAll(watch -> watch.with(scope.options()));
        return new AgentOptions(List.copyOf(watches), List.copyOf(unwatch), list, stop, record, reply(options), log);
    }

    private static void requireOff(Option option) {
        if (!OFF_ONLY.contains(option.key())) {
            throw new RefusedException(
                    "option " + option.key(),
                    "there is no such option",
                    "the nearest are " + NearestNames.nearest(option.key(), KEYS));
        }
        if (!option.value().equals("off")) {
            throw new RefusedException(
                    "option " + option, "this version knows it only as off", "write " + option.key() + ":off");
        }
    }

    /** The file for the reply, found before anything else is looked at: it is where errors are answered. */
    static Optional<String> reply(List<Option> options) {
        return options.stream()
                .filter(option ->
                        option.key().equals("reply") && !option.value().isEmpty())
                .map(Option::value)
                .reduce((first, last) -> last);
    }

    private static String watchSpec(Option option) {
        if (option.value().isEmpty()) {
            throw new RefusedException(
                    "option watch",
                    "it has no spec; jcmd cut it at '=': write watch:SPEC",
                    "watch:com.acme.Order::price");
        }
        return option.value();
    }

    private static String value(Option option, String meaning) {
        if (option.value().isEmpty()) {
            throw new RefusedException(
                    "option " + option.key(), "it needs " + meaning, option.key() + ":VALUE (jcmd cuts at a bare '=')");
        }
        return option.value();
    }

    private static boolean isSwitch(Option option) {
        if (!option.value().isEmpty()) {
            throw new RefusedException("option " + option, "it takes no value", option.key());
        }
        return true;
    }

    private static Level level(Option option) {
        try {
            return Level.valueOf(option.value().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    "option " + option, "there is no such level", "use one of " + Arrays.toString(Level.values()));
        }
    }
}
