package dev.xwatch.jfr.chunk;

import java.util.List;
import jdk.jfr.AnnotationElement;
import jdk.jfr.EventType;

/**
 * What an event is called, and which fields it has besides start, duration, thread and stack, which all have.
 *
 * @param fields of primitive types, texts and threads
 */
public record EventShape(String name, List<AnnotationElement> annotations, List<FieldDefinition> fields) {
    /** An event as JFR knows it. */
    public static EventShape of(EventType type) {
        return new EventShape(
                type.getName(),
                type.getAnnotationElements(),
                type.getFields().stream()
                        .map(FieldDefinition::of)
                        .filter(field -> !field.isStandard())
                        .toList());
    }
}
