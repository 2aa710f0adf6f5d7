package dev.xwatch.report;

import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Amounts over time, in buckets of 2^shift nanoseconds. There are never more than {@link #LIMIT} from the first to the
 * last: where the time covered grows beyond, the buckets grow to twice the width. Times are nanoseconds since 1970.
 */
final class TimeBuckets {
    static final int LIMIT = 1024;

    /** About a millisecond. */
    private static final int FINEST = 20;

    private NavigableMap<Long, Long> amounts = new TreeMap<>();
    private int shift = FINEST;

    void add(long nanos, long amount) {
        amounts.merge(nanos >> shift, amount, Long::sum);
        while (amounts.lastKey() - amounts.firstKey() >= LIMIT) {
            coarsen();
        }
    }

    /** Adds to each bucket as many nanoseconds of the span as lie in it. */
    void addSpan(long from, long to) {
        while ((to >> shift) - (from >> shift) >= LIMIT) {
            coarsen();
        }
        for (long start = from; start < to; ) {
            long end = Math.min(to, ((start >> shift) + 1) << shift);
            add(start, end - start);
            start = end;
        }
    }

    void addAll(TimeBuckets other) {
        while (shift < other.shift) {
            coarsen();
        }
        for (Map.Entry<Long, Long> entry : other.amounts.entrySet()) {
            add(entry.getKey() << other.shift, entry.getValue());
        }
    }

    private void coarsen() {
        amounts = coarser(1);
        shift++;
    }

    private NavigableMap<Long, Long> coarser(int by) {
        NavigableMap<Long, Long> result = new TreeMap<>();
        amounts.forEach((index, amount) -> result.merge(index >> by, amount, Long::sum));
        return result;
    }

    /** A bucket's width is 2 to the power of this, in nanoseconds. */
    int shift() {
        return shift;
    }

    /** The amounts that are not 0, by the time shifted to the right. */
    SortedMap<Long, Long> at(int coarserShift) {
        return coarser(coarserShift - shift);
    }
}
