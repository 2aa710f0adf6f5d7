package dev.xwatch.watch;

/**
 * How late a thread is with calls that follow a beat. One that was kept from the CPU, or held up by traps, makes up for it: its
 * calls come in shorter gaps until it is back in step. What is still to be made up for when a window ends is calls that were
 * due in it and are not seen. For one thread at a time.
 */
final class Lateness {
    /** Who is late makes no such number of gaps in step, one after the other: it was not late, but at rest. */
    private static final int BACK_IN_STEP = 3;

    /** After fewer gaps a rest and a delay look alike. */
    private static final int LEAST_GAPS = 6;

    private final double beatNanos;
    private double nanos;
    private int gaps;
    private int inStep;

    /** @param beatNanos the gap from one call to the next, 0 where there is no beat */
    Lateness(double beatNanos) {
        this.beatNanos = beatNanos;
    }

    /** Whether there is a beat. */
    boolean isKnown() {
        return beatNanos > 0;
    }

    void gap(long gapNanos) {
        nanos += gapNanos - beatNanos;
        if (nanos <= beatNanos) {
            restart(Math.max(0, nanos));
            return;
        }
        gaps++;
        inStep = Beat.isInStep(gapNanos, beatNanos) ? inStep + 1 : 0;
        if (inStep == BACK_IN_STEP) {
            restart(0);
        }
    }

    private void restart(double lateNanos) {
        nanos = lateNanos;
        gaps = 0;
        inStep = 0;
    }

    /**
     * How many calls are due and not made, or not seen.
     *
     * @param sinceLastNanos so long after the last one
     * @param untilClosingNanos how long after it the window's end began. Until that is over it is off for one thread after the
     *     other
     */
    double calls(long sinceLastNanos, long untilClosingNanos) {
        if (!isKnown()) {
            return 0;
        }
        if (gaps >= LEAST_GAPS) {
            return Math.max(0, nanos + sinceLastNanos) / beatNanos;
        }
        boolean goesOn = gaps == 0 && untilClosingNanos <= beatNanos;
        return goesOn ? Math.max(0, Math.floor(sinceLastNanos / beatNanos)) : 0;
    }
}
