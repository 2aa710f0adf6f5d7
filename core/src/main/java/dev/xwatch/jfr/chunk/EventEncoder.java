package dev.xwatch.jfr.chunk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Encodes the events of one shape, with the constants of one chunk. */
final class EventEncoder {
    /** So many texts of a field become constants; what comes after that differs from hit to hit, and is written out. */
    private static final int TEXTS_OF_A_FIELD = 1024;

    /** Written out, it takes no more room than the number of a constant. */
    private static final int SHORTEST_POOLED_TEXT = 3;

    private final long type;
    private final List<FieldDefinition> fields;
    private final List<Map<String, Long>> pooledTexts;
    private final JavaConstants constants;
    private final Encoder body = new Encoder();

    EventEncoder(long type, EventShape shape, JavaConstants constants) {
        this.type = type;
        this.constants = constants;
        fields = shape.fields();
        pooledTexts = fields.stream()
                .map(field -> (Map<String, Long>) new HashMap<String, Long>())
                .toList();
    }

    void put(
            Encoder out,
            long ticks,
            @Nullable ThreadConstant thread,
            @Nullable StackTraceSource stack,
            @Nullable Object[] values) {
        body.clear();
        body.putLong(type);
        body.putLong(ticks);
        body.putLong(0);
        putThread(thread);
        body.putLong(constants.stackTrace(stack));
        for (int i = 0; i < fields.size(); i++) {
            put(i, values[i]);
        }
        out.putSized(body);
    }

    private void put(int field, @Nullable Object value) {
        switch (fields.get(field).type()) {
            case JavaConstants.STRING -> putText((String) value, pooledTexts.get(field));
            case JavaConstants.THREAD -> putThread((ThreadConstant) value);
            default -> putPrimitive(Objects.requireNonNull(value));
        }
    }

    private void putPrimitive(Object value) {
        if (value instanceof Long number) {
            body.putLong(number);
        } else if (value instanceof Integer number) {
            body.putInt(number);
        } else if (value instanceof Boolean truth) {
            body.putBoolean(truth);
        } else if (value instanceof Double number) {
            body.putDouble(number);
        } else if (value instanceof Float number) {
            body.putFloat(number);
        } else if (value instanceof Short number) {
            body.putShort(number);
        } else if (value instanceof Character character) {
            body.putShort(character);
        } else if (value instanceof Byte number) {
            body.putByte(number);
        } else {
            throw new IllegalArgumentException(value.getClass() + " is no value of an event");
        }
    }

    private void putThread(@Nullable ThreadConstant thread) {
        body.putLong(thread == null ? 0 : constants.thread(thread));
    }

    private void putText(@Nullable String text, Map<String, Long> pooled) {
        if (text == null || text.length() < SHORTEST_POOLED_TEXT) {
            body.putText(text);
            return;
        }
        Long number = pooled.get(text);
        if (number == null && pooled.size() < TEXTS_OF_A_FIELD) {
            number = constants.string(text);
            pooled.put(text, number);
        }
        if (number == null) {
            body.putText(text);
        } else {
            body.putPooledText(number);
        }
    }
}
