package dev.xwatch.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.item.IAccessorKey;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IMemberAccessor;
import org.openjdk.jmc.common.item.IType;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.QuantityConversionException;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** A recording as JDK Mission Control's own parser reads it. */
final class JmcFile {
    private JmcFile() {}

    /** The hits, in order of time. */
    static List<HitFile.Hit> hits(Path file) throws IOException, CouldNotLoadRecordingException {
        return hits(file, "dev.xwatch.Hit", "thread");
    }

    /** The same of what a recording that is ready for JMC has of them: their thread is the event's. */
    static List<HitFile.Hit> executions(Path file) throws IOException, CouldNotLoadRecordingException {
        return hits(file, "dev.xwatch.Execution", "eventThread");
    }

    private static List<HitFile.Hit> hits(Path file, String type, String thread)
            throws IOException, CouldNotLoadRecordingException {
        List<HitFile.Hit> hits = new ArrayList<>();
        for (IItemIterable sameType : JfrLoaderToolkit.loadEvents(file.toFile()).apply(ItemFilters.type(type))) {
            Fields fields = new Fields(sameType.getType());
            for (IItem item : sameType) {
                hits.add(fields.hit(item, thread));
            }
        }
        hits.sort(Comparator.comparing(HitFile.Hit::time));
        return hits;
    }

    /** The fields of an event type, by their names. */
    private static final class Fields {
        private final Map<String, IMemberAccessor<?, IItem>> accessors = new HashMap<>();

        Fields(IType<IItem> type) {
            for (IAccessorKey<?> key : type.getAccessorKeys().keySet()) {
                accessors.put(key.getIdentifier(), type.getAccessor(key));
            }
        }

        HitFile.Hit hit(IItem item, String thread) {
            return new HitFile.Hit(
                    time(item),
                    text(item, "watch"),
                    text(item, "kind"),
                    text(item, "method"),
                    number(item, "address"),
                    Optional.ofNullable((IMCThread) value(item, thread)).map(IMCThread::getThreadName),
                    text(item, "threadName"),
                    (int) number(item, "osThreadId"),
                    (int) number(item, "cpu"),
                    (int) number(item, "compileId"),
                    (int) number(item, "tier"),
                    text(item, "caller"));
        }

        private @Nullable Object value(IItem item, String field) {
            IMemberAccessor<?, IItem> accessor = accessors.get(field);
            if (accessor == null) {
                throw new AssertionError("JMC sees no field " + field + " but " + accessors.keySet());
            }
            return accessor.getMember(item);
        }

        private Object present(IItem item, String field) {
            return Objects.requireNonNull(value(item, field), field);
        }

        private String text(IItem item, String field) {
            return (String) present(item, field);
        }

        private long number(IItem item, String field) {
            Object value = present(item, field);
            return value instanceof IQuantity quantity ? quantity.longValue() : ((Number) value).longValue();
        }

        private Instant time(IItem item) {
            try {
                return Instant.EPOCH.plusNanos(
                        ((IQuantity) present(item, "startTime")).longValueIn(UnitLookup.EPOCH_NS));
            } catch (QuantityConversionException e) {
                throw new AssertionError("JMC's start time is no time", e);
            }
        }
    }
}
