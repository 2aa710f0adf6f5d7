package dev.xwatch.it.stress;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What has happened, in numbers by name. Thread-safe. */
final class Tally {
    private final Map<String, Long> sums = new TreeMap<>();
    private final Map<String, Long> greatest = new TreeMap<>();

    synchronized void add(String what, long count) {
        sums.merge(what, count, Long::sum);
    }

    void one(String what) {
        add(what, 1);
    }

    synchronized void most(String what, long value) {
        greatest.merge(what, value, Math::max);
    }

    synchronized long sum(String what) {
        return sums.getOrDefault(what, 0L);
    }

    synchronized void addAll(Tally other) {
        other.sums.forEach(this::add);
        other.greatest.forEach(this::most);
    }

    /** One line for each first word of the names. */
    synchronized String summary() {
        Map<String, String> lines = new TreeMap<>();
        sums.forEach((what, count) -> put(lines, what, String.format(Locale.ROOT, "%,d", count)));
        greatest.forEach((what, value) -> put(lines, what, String.format(Locale.ROOT, "%,d at most", value)));
        return lines.entrySet().stream()
                .map(line -> "  " + line.getKey() + ": " + line.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static void put(Map<String, String> lines, String what, String value) {
        int space = what.indexOf(' ');
        String group = space < 0 ? what : what.substring(0, space);
        String text = space < 0 ? value : what.substring(space + 1) + " " + value;
        lines.merge(group, text, (before, added) -> before + ", " + added);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }
}
