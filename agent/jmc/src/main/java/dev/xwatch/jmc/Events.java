package dev.xwatch.jmc;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IDescribable;
import org.openjdk.jmc.common.IMCStackTrace;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.item.IAccessorKey;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IMemberAccessor;
import org.openjdk.jmc.common.item.IType;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.unit.IQuantity;

/** The events of one type, and their fields by name; a recording of another version may lack some. */
final class Events {
    private final Map<String, IMemberAccessor<?, IItem>> accessors = new HashMap<>();
    private @Nullable IItem event;

    private Events(IType<IItem> type) {
        for (IAccessorKey<?> key : type.getAccessorKeys().keySet()) {
            accessors.put(key.getIdentifier(), type.getAccessor(key));
        }
    }

    /** Shows each event in turn; what is shown is good until the next. */
    static void forEach(IItemCollection items, String type, Consumer<Events> consumer) {
        for (IItemIterable sameType : items.apply(ItemFilters.type(type))) {
            Events events = new Events(sameType.getType());
            for (IItem item : sameType) {
                events.event = item;
                consumer.accept(events);
            }
        }
    }

    private @Nullable Object value(String field) {
        IMemberAccessor<?, IItem> accessor = accessors.get(field);
        return accessor == null || event == null ? null : accessor.getMember(event);
    }

    /** Empty if there is none. */
    String text(String field) {
        Object value = value(field);
        return value instanceof IDescribable describable
                ? describable.getName()
                : value == null ? "" : value.toString();
    }

    /** 0 if there is none. */
    long number(String field) {
        Object value = value(field);
        if (value instanceof IQuantity quantity) {
            return quantity.longValue();
        }
        return value instanceof Number number ? number.longValue() : 0;
    }

    /** When it happened, for comparison alone. */
    long time() {
        return number("startTime");
    }

    boolean truth(String field) {
        return Boolean.TRUE.equals(value(field));
    }

    String threadName() {
        return value("eventThread") instanceof IMCThread thread && thread.getThreadName() != null
                ? thread.getThreadName()
                : text("threadName");
    }

    @Nullable
    IMCStackTrace stackTrace() {
        return value("stackTrace") instanceof IMCStackTrace stack ? stack : null;
    }
}
