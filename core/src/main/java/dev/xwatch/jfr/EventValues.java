package dev.xwatch.jfr;

import dev.xwatch.jfr.chunk.EventShape;
import dev.xwatch.jfr.chunk.FieldDefinition;
import dev.xwatch.jfr.chunk.ThreadConstant;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import org.jspecify.annotations.Nullable;

/** The shape of one of our event classes, and the values in its events. */
final class EventValues {
    private final EventShape shape;
    private final List<Field> fields = new ArrayList<>();

    EventValues(Class<? extends Event> type) {
        shape = EventShape.of(EventType.getEventType(type));
        for (FieldDefinition field : shape.fields()) {
            try {
                fields.add(type.getDeclaredField(field.name()));
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    EventShape shape() {
        return shape;
    }

    @Nullable
    Object[] of(Event event) {
        @Nullable Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            try {
                Object value = fields.get(i).get(event);
                values[i] = value instanceof Thread thread ? constant(thread) : value;
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return values;
    }

    private static ThreadConstant constant(Thread thread) {
        return new ThreadConstant(thread.getName(), 0, thread.getName(), thread.getId());
    }
}
