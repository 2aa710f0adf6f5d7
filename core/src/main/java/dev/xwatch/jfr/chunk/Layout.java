package dev.xwatch.jfr.chunk;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the chunks of one kind in a recording have in common: their types, and that no two constants have the same number.
 * Readers that come from one chunk to the next take a constant with a number that they know for the one that they know.
 */
public final class Layout {
    private final TypeTable types;
    private final Map<String, EventShape> shapes;
    private final AtomicLong constants = new AtomicLong();

    /**
     * @param firstType the number of the first type, the others follow. Far above those that a JVM gives, because
     *     {@code jfr summary} counts events by it over all chunks; and far from those of other layouts in the same
     *     recording, because constants are known by the number of their type and their own
     */
    public Layout(long firstType, List<EventShape> events) {
        types = new TypeTable(firstType, events);
        shapes = events.stream().collect(Collectors.toMap(EventShape::name, Function.identity()));
    }

    TypeTable types() {
        return types;
    }

    JavaConstants newConstants() {
        return new JavaConstants(constants::incrementAndGet);
    }

    EventShape shape(String event) {
        EventShape shape = shapes.get(event);
        if (shape == null) {
            throw new IllegalArgumentException("no event " + event + " in this layout");
        }
        return shape;
    }
}
