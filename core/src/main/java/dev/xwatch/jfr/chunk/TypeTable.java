package dev.xwatch.jfr.chunk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jdk.jfr.AnnotationElement;

/** The types of a chunk, by name, each with the number that events and constants name it by. */
final class TypeTable {
    private static final List<String> PRIMITIVES =
            List.of("boolean", "byte", "char", "short", "int", "long", "float", "double", JavaConstants.STRING);

    private final long firstId;
    private final Map<String, TypeDefinition> byName = new LinkedHashMap<>();

    TypeTable(long firstId, List<EventShape> events) {
        this.firstId = firstId;
        PRIMITIVES.forEach(name -> add(name, "", false, List.of(), List.of()));
        JavaConstants.TYPES.forEach((name, fields) -> add(name, "", isSimple(name), List.of(), fields));
        for (EventShape event : events) {
            List<FieldDefinition> fields = new ArrayList<>(FieldDefinition.STANDARD);
            fields.addAll(event.fields());
            add(event.name(), TypeDefinition.EVENT, false, event.annotations(), List.copyOf(fields));
        }
    }

    private static boolean isSimple(String name) {
        return name.equals(JavaConstants.SYMBOL) || name.equals(JavaConstants.FRAME_TYPE);
    }

    private void add(
            String name,
            String superType,
            boolean isSimple,
            List<AnnotationElement> annotations,
            List<FieldDefinition> fields) {
        byName.put(name, new TypeDefinition(firstId + byName.size(), name, superType, isSimple, annotations, fields));
        annotations.forEach(this::add);
        fields.forEach(field -> field.annotations().forEach(this::add));
    }

    private void add(AnnotationElement annotation) {
        if (!byName.containsKey(annotation.getTypeName())) {
            add(
                    annotation.getTypeName(),
                    TypeDefinition.ANNOTATION,
                    false,
                    annotation.getAnnotationElements(),
                    annotation.getValueDescriptors().stream()
                            .map(FieldDefinition::of)
                            .toList());
        }
    }

    Collection<TypeDefinition> all() {
        return byName.values();
    }

    long id(String name) {
        return Objects.requireNonNull(byName.get(name), name).id();
    }
}
