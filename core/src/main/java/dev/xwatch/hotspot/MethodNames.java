package dev.xwatch.hotspot;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of classes and methods as Java programmers write them. */
public final class MethodNames {
    /** How {@code ClassFileParser::mangle_hidden_class_name} ends a hidden class's name. */
    private static final Pattern HIDDEN = Pattern.compile("\\+(0x[0-9a-f]+)$");

    private static final char HIDDEN_MARK = '+';

    /** JVM specification, 4.3.3. */
    private static final int MOST_PARAMETERS = 255;

    private MethodNames() {}

    /**
     * For example {@code com.acme.Order.price(int,java.lang.String)}, without spaces and return type.
     *
     * @throws IllegalArgumentException if the descriptor is none
     */
    public static String display(String internalClassName, String method, String descriptor) {
        return className(internalClassName) + "." + method + parameters(descriptor);
    }

    /** As {@link Class#getName}: {@code java/util/Map$Entry} becomes {@code java.util.Map$Entry}. */
    public static String className(String internalName) {
        String name = internalName.replace('/', '.');
        // Class.getName separates a hidden class's suffix by the '/' that no other name contains.
        return name.indexOf(HIDDEN_MARK) < 0 ? name : HIDDEN.matcher(name).replaceFirst("/$1");
    }

    /**
     * The parameter types of a descriptor in parentheses, for example {@code (int,java.lang.String[])}.
     *
     * @throws IllegalArgumentException if it is no method's descriptor
     */
    public static String parameters(String descriptor) {
        return types(descriptor).stream().map(MethodNames::typeName).collect(Collectors.joining(",", "(", ")"));
    }

    /**
     * The parameter types of a descriptor.
     *
     * @throws IllegalArgumentException if it is no method's descriptor
     */
    static List<ClassDesc> types(String descriptor) {
        try {
            List<ClassDesc> types = MethodTypeDesc.ofDescriptor(descriptor).parameterList();
            if (types.size() > MOST_PARAMETERS) {
                throw new IllegalArgumentException("no method descriptor: it has " + types.size() + " parameters");
            }
            return types;
        } catch (IndexOutOfBoundsException e) {
            // What the JDK says to an array of void, for one.
            throw new IllegalArgumentException("no method descriptor: " + descriptor, e);
        }
    }

    private static String typeName(ClassDesc type) {
        if (type.isArray()) {
            return typeName(type.componentType()) + "[]";
        }
        return type.packageName().isEmpty() ? type.displayName() : type.packageName() + "." + type.displayName();
    }
}
