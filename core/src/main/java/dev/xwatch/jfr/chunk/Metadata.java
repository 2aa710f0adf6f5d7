package dev.xwatch.jfr.chunk;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.AnnotationElement;

/**
 * The event that describes a chunk's types: a pool of strings, then a tree whose elements have a name, attributes and
 * children, each string by its number in the pool.
 */
final class Metadata {
    private static final long EVENT_TYPE = 0;

    private final TypeTable types;
    private final Map<String, Integer> strings = new LinkedHashMap<>();

    private record Element(String name, Map<String, String> attributes, List<Element> children) {
        Element(String name) {
            this(name, new LinkedHashMap<>(), new ArrayList<>());
        }

        Element with(String attribute, String value) {
            attributes.put(attribute, value);
            return this;
        }

        Element child(Element child) {
            children.add(child);
            return this;
        }
    }

    private Metadata(TypeTable types) {
        this.types = types;
    }

    /**
     * The event, whole.
     *
     * @param id of these metadata
     */
    static byte[] encode(TypeTable types, long id) {
        return new Metadata(types).encode(id);
    }

    private byte[] encode(long id) {
        Encoder tree = new Encoder();
        put(root(), tree);
        Encoder body = new Encoder();
        body.putLong(EVENT_TYPE);
        body.putLong(0); // start
        body.putLong(0); // duration
        body.putLong(id);
        body.putInt(strings.size());
        strings.keySet().forEach(body::putText);
        body.putAll(tree);
        Encoder event = new Encoder();
        event.putSized(body);
        return event.toByteArray();
    }

    private Element root() {
        Element metadata = new Element("metadata");
        types.all().forEach(type -> metadata.child(element(type)));
        return new Element("root")
                .child(metadata)
                .child(new Element("region").with("locale", "en_US").with("gmtOffset", "0"));
    }

    private Element element(TypeDefinition type) {
        Element element = new Element("class").with("name", type.name()).with("id", Long.toString(type.id()));
        if (!type.superType().isEmpty()) {
            element.with("superType", type.superType());
        }
        if (type.isSimple()) {
            element.with("simpleType", "true");
        }
        type.annotations().forEach(annotation -> element.child(element(annotation)));
        type.fields().forEach(field -> element.child(element(field)));
        return element;
    }

    private Element element(FieldDefinition field) {
        Element element = new Element("field").with("name", field.name()).with("class", id(field.type()));
        if (field.isPooled()) {
            element.with("constantPool", "true");
        }
        if (field.isArray()) {
            element.with("dimension", "1");
        }
        field.annotations().forEach(annotation -> element.child(element(annotation)));
        return element;
    }

    private Element element(AnnotationElement annotation) {
        Element element = new Element("annotation").with("class", id(annotation.getTypeName()));
        for (int i = 0; i < annotation.getValues().size(); i++) {
            String name = annotation.getValueDescriptors().get(i).getName();
            Object value = annotation.getValues().get(i);
            if (value.getClass().isArray()) {
                for (int j = 0; j < Array.getLength(value); j++) {
                    element.with(name + "-" + j, Array.get(value, j).toString());
                }
            } else {
                element.with(name, value.toString());
            }
        }
        return element;
    }

    private String id(String type) {
        return Long.toString(types.id(type));
    }

    private void put(Element element, Encoder tree) {
        tree.putInt(index(element.name()));
        tree.putInt(element.attributes().size());
        element.attributes().forEach((name, value) -> {
            tree.putInt(index(name));
            tree.putInt(index(value));
        });
        tree.putInt(element.children().size());
        element.children().forEach(child -> put(child, tree));
    }

    private int index(String string) {
        return strings.computeIfAbsent(string, unknown -> strings.size());
    }
}
