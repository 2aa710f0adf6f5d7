package dev.xwatch.jmc;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts by name, the largest told. */
final class Ranking {
    private static final int TOLD = 5;

    private final Map<String, Long> counts = new HashMap<>();
    private long total;

    void add(String name) {
        counts.merge(name, 1L, Long::sum);
        total++;
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    int size() {
        return counts.size();
    }

    /** As {@code name 1,234 (56 %), ...}. */
    String text() {
        String told = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOLD)
                .map(entry -> "%s %s (%d %%)"
                        .formatted(entry.getKey(), Numbers.text(entry.getValue()), 100 * entry.getValue() / total))
                .collect(Collectors.joining(", "));
        int others = counts.size() - TOLD;
        return others <= 0 ? told : told + " and " + Numbers.text(others) + " others";
    }
}
