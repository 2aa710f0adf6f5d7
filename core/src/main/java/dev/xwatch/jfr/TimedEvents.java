package dev.xwatch.jfr;

import jdk.jfr.Event;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits events of one class with the times at which they happened. For one thread at a time. */
final class TimedEvents<E extends Event> {
    private static final Logger LOG = LoggerFactory.getLogger(TimedEvents.class);

    private final Class<E> type;
    private @Nullable EventClock clock;
    private boolean warned;

    TimedEvents(Class<E> type) {
        this.type = type;
    }

    /**
     * If the time cannot be set, the event has that of this call, and a warning is logged once.
     *
     * @return the time in JFR's ticks, {@link EventTap#NO_TICKS} if it could not be set
     */
    long commit(E event, long timeNanos) {
        long ticks = EventTap.NO_TICKS;
        try {
            EventClock known = clock;
            if (known == null) {
                // Not earlier: only once a recording has enabled it is the class instrumented for certain.
                known = new EventClock(type);
                clock = known;
            }
            ticks = known.setTime(event, timeNanos);
        } catch (ReflectiveOperationException | RuntimeException e) {
            if (!warned) {
                warned = true;
                LOG.warn("{} events have the time at which they were written: {}", type.getSimpleName(), e.toString());
            }
        }
        event.commit();
        return ticks;
    }
}
