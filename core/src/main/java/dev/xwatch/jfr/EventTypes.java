package dev.xwatch.jfr;

import java.util.List;
import jdk.jfr.Event;

/** The events that a running JVM writes. */
final class EventTypes {
    static final List<Class<? extends Event>> ALL =
            List.of(HitEvent.class, WatchStateEvent.class, WatchCountEvent.class, ExecutableRegionEvent.class);

    private EventTypes() {}
}
