package dev.xwatch.jfr.chunk;

import java.util.List;
import jdk.jfr.AnnotationElement;

/**
 * A type as the metadata of a chunk tells it.
 *
 * @param superType empty if it is neither an event nor an annotation
 * @param isSimple whether readers show the value of its only field in its place
 */
record TypeDefinition(
        long id,
        String name,
        String superType,
        boolean isSimple,
        List<AnnotationElement> annotations,
        List<FieldDefinition> fields) {
    static final String EVENT = "jdk.jfr.Event";
    static final String ANNOTATION = "java.lang.annotation.Annotation";
}
