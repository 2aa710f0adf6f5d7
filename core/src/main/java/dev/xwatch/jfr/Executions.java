package dev.xwatch.jfr;

import dev.xwatch.jfr.chunk.ChunkSequence;
import dev.xwatch.jfr.chunk.EventShape;
import dev.xwatch.jfr.chunk.FieldDefinition;
import dev.xwatch.jfr.chunk.Layout;
import dev.xwatch.jfr.chunk.ThreadConstant;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import jdk.jfr.AnnotationElement;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code dev.xwatch.Execution} of {@code dev.xwatch.Hit}: the same fields, but those that tell the stack; thread and
 * stack are those that JMC shows as the event's.
 */
final class Executions {
    /** Unlike those of the chunks that a {@link RunningFile} has: those are enriched too. */
    private static final long FIRST_TYPE = 200_000;

    private static final String STACK = "stack";
    private static final String FRAMES = "frames";

    /** Fields of the hit that the stack tells. */
    private static final Set<String> IN_THE_STACK = Set.of(STACK, FRAMES);

    private final List<String> hitFields;
    private final int[] kept;
    private final EventShape shape;
    private final Layout layout;

    Executions(EventShape hit) {
        hitFields = hit.fields().stream().map(FieldDefinition::name).toList();
        kept = IntStream.range(0, hitFields.size())
                .filter(field -> !IN_THE_STACK.contains(hitFields.get(field)))
                .toArray();
        shape = new EventShape(
                ExecutionEvent.NAME,
                List.of(
                        new AnnotationElement(Label.class, ExecutionEvent.LABEL),
                        new AnnotationElement(Description.class, ExecutionEvent.DESCRIPTION),
                        new AnnotationElement(Category.class, new String[] {ExecutionEvent.CATEGORY})),
                IntStream.of(kept).mapToObj(hit.fields()::get).toList());
        layout = new Layout(FIRST_TYPE, List.of(shape));
    }

    /** Whether this type is that of executions which were appended, not the JVM's, which has none. */
    static boolean areIn(EventType type) {
        return type.getId() >= FIRST_TYPE && type.getName().equals(ExecutionEvent.NAME);
    }

    Layout layout() {
        return layout;
    }

    /** @param hit the values of the hit's fields */
    void write(ChunkSequence target, long ticks, @Nullable Object[] hit) throws IOException {
        ThreadConstant thread = thread(hit);
        @Nullable Object[] values = new Object[kept.length];
        for (int i = 0; i < kept.length; i++) {
            Object value = hit[kept[i]];
            // Recordings tell Java's id of a thread, and the kernel's apart.
            values[i] = value instanceof ThreadConstant ? thread : value;
        }
        target.write(ExecutionEvent.NAME, ticks, thread, stack(hit), values);
    }

    private ThreadConstant thread(@Nullable Object[] hit) {
        int osThreadId = value(hit, "osThreadId") instanceof Integer id ? id : 0;
        return value(hit, "thread") instanceof ThreadConstant known
                ? new ThreadConstant(known.osName(), osThreadId, known.javaName(), known.javaThreadId())
                : new ThreadConstant(text(hit, "threadName"), osThreadId, "", 0);
    }

    private @Nullable StackText stack(@Nullable Object[] hit) {
        String stack = text(hit, STACK);
        return stack.isEmpty()
                ? StackText.ofCaller(text(hit, "method"), text(hit, "caller"))
                : new StackText(stack, text(hit, FRAMES));
    }

    private String text(@Nullable Object[] hit, String field) {
        return value(hit, field) instanceof String text ? text : "";
    }

    /** Null too if recordings of this version have no such field. */
    private @Nullable Object value(@Nullable Object[] hit, String field) {
        int index = hitFields.indexOf(field);
        return index < 0 ? null : hit[index];
    }
}
