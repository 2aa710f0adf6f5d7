package dev.xwatch.jfr;

import java.lang.reflect.Field;
import jdk.jfr.Event;

/**
 * Gives events the time at which something happened instead of that at which they are written.
 *
 * <p>JFR adds two private fields to every event class when it instruments it, {@code startTime} and {@code duration}, in
 * ticks of its own clock. How ticks go with CLOCK_MONOTONIC is measured: {@link Event#begin()} between two looks at the
 * other clock. For one thread at a time.
 */
final class EventClock {
    /** Hits are read a fraction of a second after they happen: over that, an anchor this old is exact enough. */
    private static final long ANCHOR_AGE_NANOS = 1_000_000_000;

    /** Over this span the uncertainty of an anchor, below a microsecond, is a ten-thousandth at most. */
    private static final long LEAST_SPAN_NANOS = 10_000_000;

    private static final int TRIES = 20;

    private final Class<? extends Event> type;
    private final Field startTime;
    private final Field duration;
    private final Anchor first;
    private Anchor latest;

    private record Anchor(long nanos, long ticks) {}

    /** @throws ReflectiveOperationException if the class is not instrumented, as before JFR was ever used */
    EventClock(Class<? extends Event> type) throws ReflectiveOperationException {
        this.type = type;
        this.startTime = accessible("startTime");
        this.duration = accessible("duration");
        this.first = anchor();
        this.latest = first;
    }

    private Field accessible(String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /**
     * Sets an event's time, in nanoseconds of CLOCK_MONOTONIC. Events of this clock's class only.
     *
     * @return the same in ticks
     */
    long setTime(Event event, long nanos) throws ReflectiveOperationException {
        long ticks = ticksAt(nanos);
        startTime.setLong(event, ticks);
        // With 0, commit() would take the present for the start.
        duration.setLong(event, 1);
        return ticks;
    }

    private long ticksAt(long nanos) throws ReflectiveOperationException {
        long now = System.nanoTime();
        if (latest.nanos - first.nanos < LEAST_SPAN_NANOS || now - latest.nanos > ANCHOR_AGE_NANOS) {
            awaitLeastSpan(now);
            latest = anchor();
        }
        double ticksPerNano = (double) (latest.ticks - first.ticks) / (latest.nanos - first.nanos);
        return latest.ticks + Math.round((nanos - latest.nanos) * ticksPerNano);
    }

    private void awaitLeastSpan(long now) {
        long missing = LEAST_SPAN_NANOS - (now - first.nanos);
        if (missing > 0) {
            try {
                Thread.sleep(missing / 1_000_000 + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The tightest of several: a pause between the two looks makes one worthless. */
    private Anchor anchor() throws ReflectiveOperationException {
        Event probe = type.getDeclaredConstructor().newInstance();
        Anchor best = new Anchor(0, 0);
        long narrowest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long before = System.nanoTime();
            probe.begin();
            long after = System.nanoTime();
            if (after - before < narrowest) {
                narrowest = after - before;
                best = new Anchor(before + narrowest / 2, startTime.getLong(probe));
            }
        }
        return best;
    }
}
