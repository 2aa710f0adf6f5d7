package dev.xwatch.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The hits over time of each piece of code that one watch saw executed. */
final class CodeSeries {
    private static final int LIMIT = 200;

    /** One piece of code. Times are nanoseconds since 1970. */
    static final class Series {
        private final Code code;
        private final TimeBuckets buckets = new TimeBuckets();
        private long hits;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        private Series(Code code) {
            this.code = code;
        }

        private void add(long nanos) {
            buckets.add(nanos, 1);
            hits++;
            first = Math.min(first, nanos);
            last = Math.max(last, nanos);
        }

        Code code() {
            return code;
        }

        TimeBuckets buckets() {
            return buckets;
        }

        long hits() {
            return hits;
        }

        long first() {
            return first;
        }

        long last() {
            return last;
        }
    }

    private final Map<Code, Series> byCode = new LinkedHashMap<>();
    private final TimeBuckets all = new TimeBuckets();
    private final TimeBuckets beyond = new TimeBuckets();
    private long hitsBeyond;

    void add(Code code, long nanos) {
        all.add(nanos, 1);
        Series series = byCode.get(code);
        if (series == null) {
            if (byCode.size() == LIMIT) {
                beyond.add(nanos, 1);
                hitsBeyond++;
                return;
            }
            series = new Series(code);
            byCode.put(code, series);
        }
        series.add(nanos);
    }

    /** Most hits first. */
    List<Series> byHits() {
        List<Series> sorted = new ArrayList<>(byCode.values());
        sorted.sort(Comparator.comparingLong(Series::hits).reversed());
        return sorted;
    }

    /** All hits together. */
    TimeBuckets all() {
        return all;
    }

    /** The hits of more pieces of code than are told apart. */
    TimeBuckets beyond() {
        return beyond;
    }

    long hitsBeyond() {
        return hitsBeyond;
    }
}
