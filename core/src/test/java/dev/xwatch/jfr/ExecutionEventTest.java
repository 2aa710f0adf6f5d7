package dev.xwatch.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.jfr.chunk.EventShape;
import dev.xwatch.jfr.chunk.FieldDefinition;
import java.util.List;
import java.util.Set;
import jdk.jfr.EventType;
import org.junit.jupiter.api.Test;

class ExecutionEventTest {
    private static final Set<String> IN_THE_STACK = Set.of("stack", "frames");

    @Test
    void hasTheFieldsOfAHitButThoseOfTheStack() {
        List<String> expected = fields(EventType.getEventType(HitEvent.class)).stream()
                .filter(field -> !IN_THE_STACK.contains(field.substring(0, field.indexOf(' '))))
                .toList();

        assertThat(fields(EventType.getEventType(ExecutionEvent.class))).isEqualTo(expected);
    }

    private static List<String> fields(EventType type) {
        return EventShape.of(type).fields().stream()
                .map(field -> field.name() + " " + field.type() + " " + annotations(field))
                .toList();
    }

    private static List<String> annotations(FieldDefinition field) {
        return field.annotations().stream()
                .map(annotation -> annotation.getTypeName() + " " + annotation.getValues())
                .sorted()
                .toList();
    }
}
