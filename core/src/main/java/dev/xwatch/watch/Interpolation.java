package dev.xwatch.watch;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells from samples of a time what was in the gaps between them: each sample stands for its own interruptions and for the
 * gap before it. So what was seen in a time counts for the time around it and no other, however long samples are there. (It
 * must not stand for the gap after it: after a sample with many hits that is longer, because they have to be paid for.) For
 * one thread at a time.
 */
final class Interpolation {
    /** Of the number of ticks in a window, if their distance divides it: two ends, each anywhere. */
    private static final double VARIANCE_OF_ENDS = 1.0 / 6;

    private Inferred settled = Inferred.NOTHING;
    private @Nullable Sample before;
    private @Nullable Sample last;
    /** That the last one stands for, of the time before it. */
    private double gapBeforeLast;

    private double gapNow;

    Interpolation() {}

    private Interpolation(Interpolation other) {
        settled = other.settled;
        before = other.before;
        last = other.last;
        gapBeforeLast = other.gapBeforeLast;
        gapNow = other.gapNow;
    }

    Interpolation copy() {
        return new Interpolation(this);
    }

    /** Comes after all that were added before. */
    void add(Sample sample) {
        double ofLast = last != null && sample.endedByHits() ? gapNow : 0;
        if (last != null) {
            settled = settled.plus(gaps(last, gapBeforeLast + ofLast, sample));
        }
        gapBeforeLast = gapNow - ofLast;
        gapNow = 0;
        before = last;
        last = sample;
    }

    /** Nothing was seen for so long, after what was added last. */
    void gap(double nanos) {
        gapNow += nanos;
    }

    /** What was in all gaps, the one at the end included; nothing as long as there is no sample. */
    Inferred gaps() {
        return last == null ? Inferred.NOTHING : settled.plus(gaps(last, gapBeforeLast + gapNow, null));
    }

    private Inferred gaps(Sample sample, double besides, @Nullable Sample after) {
        double nanos = sample.gapNanos() + besides;
        if (nanos <= 0) {
            return Inferred.NOTHING;
        }
        Inferred content = sample.content();
        double times = nanos / sample.nanos();
        double ofCount = Math.max(
                unevenness(sample, before, after) * sample.nanos() * sample.nanos(),
                content.tally().windows() * VARIANCE_OF_ENDS);
        return new Inferred(
                content.tally().times(times),
                // What its content adds in the square of this factor is among the differences from its neighbours.
                content.variance() * 2 * times + ofCount * times * (times + 1),
                content.poisson() * times * (times + 2) + content.tally().hits() * times * (times + 1));
    }

    /** The variance of a sample's rate: a squared difference from a neighbour's is twice that. */
    private static double unevenness(Sample sample, @Nullable Sample before, @Nullable Sample after) {
        return DoubleStream.concat(difference(sample, before).stream(), difference(sample, after).stream())
                .map(difference -> difference * difference / 2)
                .average()
                .orElse(0);
    }

    private static OptionalDouble difference(Sample sample, @Nullable Sample neighbour) {
        return neighbour == null ? OptionalDouble.empty() : OptionalDouble.of(sample.rate() - neighbour.rate());
    }
}
