package dev.xwatch.watch;

import org.jspecify.annotations.Nullable;

/**
 * What was seen while a target had a slot: all of the time, or, where its breakpoint was limited, windows. For one thread at
 * a time.
 */
final class Turn {
    private final Interpolation samples = new Interpolation();
    private @Nullable Sample last;
    private long toBeSeenNanos;
    private Tally seen = Tally.NOTHING;
    private double nanos;
    private double gapNanos;

    /** Comes after all that was told before. */
    void add(Window window, Tally tally) {
        Sample sample = new Sample(window.nanos(), 0, Inferred.exactly(tally), window.endedByHits());
        nanos += window.nanos();
        seen = seen.plus(tally);
        if (last != null && window.plannedNanos() > 0 && last.nanos() < toBeSeenNanos) {
            last = last.plus(gapNanos, sample);
        } else {
            if (last != null) {
                samples.add(last);
            }
            samples.gap(gapNanos);
            last = sample;
            toBeSeenNanos = window.plannedNanos();
        }
        gapNanos = 0;
    }

    /** The breakpoint was off for its cost. */
    void paused(long pausedNanos) {
        nanos += (double) pausedNanos;
        gapNanos += (double) pausedNanos;
    }

    /** Whether the breakpoint was never on. */
    boolean isBlind() {
        return last == null;
    }

    double nanos() {
        return nanos;
    }

    /** What there was while the breakpoint was off. */
    Inferred gaps() {
        if (last == null) {
            return Inferred.NOTHING;
        }
        Interpolation all = samples.copy();
        all.add(last);
        all.gap(gapNanos);
        return all.gaps();
    }

    Sample sample() {
        return new Sample(nanos, 0, Inferred.exactly(seen).plus(gaps()), false);
    }
}
