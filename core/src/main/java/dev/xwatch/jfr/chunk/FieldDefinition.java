package dev.xwatch.jfr.chunk;

import java.util.List;
import java.util.Set;
import jdk.jfr.AnnotationElement;
import jdk.jfr.Label;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;
import jdk.jfr.ValueDescriptor;

/** A field of a type. Its name and its type's are those that readers know. */
public record FieldDefinition(String name, String type, boolean isArray, List<AnnotationElement> annotations) {
    static final FieldDefinition START_TIME = of(
            "startTime",
            "long",
            new AnnotationElement(Label.class, "Start Time"),
            new AnnotationElement(Timestamp.class, Timestamp.TICKS));

    static final FieldDefinition DURATION = of(
            "duration",
            "long",
            new AnnotationElement(Label.class, "Duration"),
            new AnnotationElement(Timespan.class, Timespan.TICKS));

    static final FieldDefinition EVENT_THREAD =
            of("eventThread", JavaConstants.THREAD, new AnnotationElement(Label.class, "Event Thread"));

    static final FieldDefinition STACK_TRACE =
            of("stackTrace", JavaConstants.STACK_TRACE, new AnnotationElement(Label.class, "Stack Trace"));

    /** What every event begins with, here; where it has no thread or no stack, the constant is 0. */
    static final List<FieldDefinition> STANDARD = List.of(START_TIME, DURATION, EVENT_THREAD, STACK_TRACE);

    private static final Set<String> POOLED = Set.of(
            JavaConstants.THREAD,
            JavaConstants.STACK_TRACE,
            JavaConstants.METHOD,
            JavaConstants.CLASS,
            JavaConstants.PACKAGE,
            JavaConstants.SYMBOL,
            JavaConstants.FRAME_TYPE);

    static FieldDefinition of(String name, String type, AnnotationElement... annotations) {
        return new FieldDefinition(name, type, false, List.of(annotations));
    }

    static FieldDefinition of(ValueDescriptor descriptor) {
        return new FieldDefinition(
                descriptor.getName(),
                descriptor.getTypeName(),
                descriptor.isArray(),
                descriptor.getAnnotationElements());
    }

    /** Whether a value is the number of a constant. */
    boolean isPooled() {
        return POOLED.contains(type);
    }

    boolean isStandard() {
        return STANDARD.stream().anyMatch(standard -> standard.name.equals(name));
    }
}
