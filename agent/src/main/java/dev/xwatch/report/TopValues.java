package dev.xwatch.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How often each value came, in bounded memory: of more than {@link #LIMIT} values the rarer half is forgotten. What is
 * then told of a value is the least number of times that it came.
 */
final class TopValues<K> {
    static final int LIMIT = 4096;

    private final Map<K, Long> counts = new HashMap<>();
    private long total;
    private boolean exact = true;

    void add(K value) {
        total++;
        counts.merge(value, 1L, Long::sum);
        if (counts.size() > LIMIT) {
            exact = false;
            Set<K> kept = new HashSet<>();
            top(LIMIT / 2).forEach(entry -> kept.add(entry.getKey()));
            counts.keySet().retainAll(kept);
        }
    }

    /** The commonest, most often first. */
    List<Map.Entry<K, Long>> top(int most) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    long total() {
        return total;
    }

    /** How many different values are known. */
    int known() {
        return counts.size();
    }

    /** Whether none was forgotten. */
    boolean exact() {
        return exact;
    }
}
