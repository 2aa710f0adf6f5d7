package dev.xwatch.boot;

import dev.xwatch.watch.WatchSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** Watches as open types: the fields of a reply's, for clients that have no class of ours. */
final class OpenWatches {
    private static final String METHODS = "methods";

    private final CompositeType method;
    private final CompositeType watch;
    private final ArrayType<CompositeData[]> list;

    OpenWatches() {
        try {
            method = type("Method", "A method of a watch", WatchField.OF_STATE, Map.of());
            watch = type("Watch", "A watch", WatchField.OF_WATCH, Map.of(METHODS, new ArrayType<>(1, method)));
            list = new ArrayType<>(1, watch);
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> CompositeType type(
            String name, String description, List<WatchField<T>> fields, Map<String, OpenType<?>> more)
            throws OpenDataException {
        Map<String, OpenType<?>> types = new LinkedHashMap<>();
        for (WatchField<T> field : fields) {
            types.put(field.name(), openType(field.type()));
        }
        types.putAll(more);
        String[] names = types.keySet().toArray(String[]::new);
        return new CompositeType(name, description, names, names, types.values().toArray(OpenType<?>[]::new));
    }

    private static OpenType<?> openType(Class<?> type) throws OpenDataException {
        if (type == List.class) {
            return new ArrayType<>(1, SimpleType.STRING);
        }
        for (SimpleType<?> simple : List.of(
                SimpleType.STRING, SimpleType.INTEGER, SimpleType.LONG, SimpleType.DOUBLE, SimpleType.BOOLEAN)) {
            if (simple.getClassName().equals(type.getName())) {
                return simple;
            }
        }
        throw new OpenDataException("no open type for " + type);
    }

    /** The type of {@link #of}. */
    ArrayType<CompositeData[]> type() {
        return list;
    }

    CompositeData[] of(List<WatchSnapshot> watches) {
        return watches.stream().map(this::of).toArray(CompositeData[]::new);
    }

    private CompositeData of(WatchSnapshot snapshot) {
        CompositeData[] methods = WatchField.methods(snapshot).stream()
                .map(state -> data(method, WatchField.OF_STATE, state, Map.of()))
                .toArray(CompositeData[]::new);
        return data(watch, WatchField.OF_WATCH, snapshot, Map.of(METHODS, methods));
    }

    private static <T> CompositeData data(
            CompositeType type, List<WatchField<T>> fields, T subject, Map<String, Object> more) {
        Map<String, Object> items = new LinkedHashMap<>(more);
        for (WatchField<T> field : fields) {
            Object value = field.value().apply(subject);
            items.put(field.name(), value instanceof List<?> texts ? texts.toArray(String[]::new) : value);
        }
        try {
            return new CompositeDataSupport(type, items);
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }
}
