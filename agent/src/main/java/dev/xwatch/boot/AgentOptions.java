package dev.xwatch.boot;

import dev.xwatch.watch.NearestNames;
import dev.xwatch.watch.RefusedException;
import dev.xwatch.watch.SpecParser;
import dev.xwatch.watch.WatchRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/**
 * What one load asks for.
 *
 * @param unwatch names of watches to take away, {@code all} for every one
 * @param record where to write a recording
 * @param budget of the CPUs' time, in percent, 0 for no limit
 * @param recordMax how large recordings may become from now on, in bytes
 * @param feed where to tell each second how the watches stand, for {@code top}
 * @param reply where to write what this load did
 */
public record AgentOptions(
        List<WatchRequest> watches,
        List<String> unwatch,
        boolean list,
        boolean stop,
        Optional<Double> budget,
        Optional<String> record,
        OptionalLong recordMax,
        Optional<String> feed,
        Optional<String> reply,
        Optional<Level> log) {
    /** What they say is done once. */
    private static final Set<String> OF_A_LOAD = Set.of("watch", "unwatch", "list", "stop", "reply", "jar", "feed");

    /** They take no value. */
    private static final Set<String> SWITCHES = Set.of("list", "stop", "pin");

    /** @throws RefusedException naming the first item that is wrong */
    static AgentOptions of(List<Option> options) {
        List<WatchRequest> watches = new ArrayList<>();
        WatchScope scope = new WatchScope();
        List<String> unwatch = new ArrayList<>();
        boolean list = false;
        boolean stop = false;
        Optional<String> record = Optional.empty();
        Optional<String> feed = Optional.empty();
        OptionalLong recordMax = OptionalLong.empty();
        Optional<Level> log = Optional.empty();
        Optional<Double> budget = Optional.empty();
        for (Option option : options) {
            switch (option.key()) {
                case "watch" -> watches.add(SpecParser.parse(watchSpec(option)));
                case "unwatch" -> unwatch.add(value(option, "a watch's name, or all"));
                case "list" -> list = isSwitch(option);
                case "stop" -> stop = isSwitch(option);
                case "budget" -> budget = Optional.of(BudgetOption.percent(option));
                case "record" -> record = Optional.of(value(option, "a file"));
                case "feed" -> feed = Optional.of(value(option, "a directory"));
                case "recordmax" -> recordMax = OptionalLong.of(ByteSize.of(option));
                case "reply" -> value(option, "a file");
                case "jar" -> value(option, "the path of xwatch.jar"); // for the entry class
                case "log" -> log = Optional.of(level(option));
                default -> {
                    if (!scope.accept(option)) {
                        throw new RefusedException(
                                "option " + option.key(),
                                "there is no such option",
                                "the nearest are " + NearestNames.nearest(option.key(), keys()));
                    }
                }
            }
        }
        List<WatchRequest> scoped = new ArrayList<>();
        for (WatchRequest watch : watches) {
            scoped.add(watch.with(scope.options()));
        }
        return new AgentOptions(
                List.copyOf(scoped),
                List.copyOf(unwatch),
                list,
                stop,
                budget,
                record,
                recordMax,
                feed,
                reply(options),
                log);
    }

    /** The keys that take a value and hold for what is watched or recorded: all but those of a single load. */
    public static List<String> valueKeys() {
        return lastingKeys().filter(key -> !SWITCHES.contains(key)).toList();
    }

    /** Those of the same kind that take none. */
    public static List<String> switchKeys() {
        return lastingKeys().filter(SWITCHES::contains).toList();
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(
                "watch", "unwatch", "list", "stop", "budget", "record", "recordmax", "reply", "log", "jar", "feed"));
        keys.addAll(WatchScope.KEYS);
        return keys;
    }

    private static Stream<String> lastingKeys() {
        return keys().stream().filter(key -> !OF_A_LOAD.contains(key));
    }

    /**
     * The same options, an item each, for a process with another working directory and other files.
     *
     * @throws RefusedException naming the first that is wrong
     */
    public static List<String> items(List<String> texts) {
        List<Option> options = texts.stream()
                .flatMap(text -> OptionSplitter.split(withKey(text)).stream())
                .map(AgentOptions::resolved)
                .toList();
        of(options);
        return options.stream().map(Option::item).toList();
    }

    private static Option resolved(Option option) {
        if (!option.key().equals("record") || option.value().isEmpty()) {
            return option;
        }
        try {
            return new Option(
                    option.key(), Path.of(option.value()).toAbsolutePath().toString());
        } catch (InvalidPathException e) {
            throw new RefusedException(
                    "option " + option, "it names no file: " + e.getMessage(), "write record:hits.jfr");
        }
    }

    /** The names of the watches that options ask for. */
    public static Set<String> watchNames(List<String> items) {
        return of(items.stream()
                        .flatMap(text -> OptionSplitter.split(text).stream())
                        .toList())
                .watches()
                .stream()
                .map(WatchRequest::name)
                .collect(Collectors.toSet());
    }

    /** Options of which the first item may be a spec without its key. */
    static String withKey(String text) {
        boolean isSpec = OptionSplitter.firstKey(text)
                .filter(key -> !keys().contains(key))
                .isPresent();
        return isSpec ? "watch:" + text : text;
    }

    /** Whether there is nothing to do where nothing runs. */
    boolean onlyLooks() {
        return (list || feed.isPresent() || !unwatch.isEmpty()) && watches.isEmpty() && record.isEmpty();
    }

    /** The file for the reply, found before anything else is looked at: it is where errors are answered. */
    static Optional<String> reply(List<Option> options) {
        Optional<String> last = Optional.empty();
        for (Option option : options) {
            if (option.key().equals("reply") && !option.value().isEmpty()) {
                last = Optional.of(option.value());
            }
        }
        return last;
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
