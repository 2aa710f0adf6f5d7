package dev.xwatch.hotspot;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of classes and methods as Java programmers write them. */
public final class MethodNames {
    /** How {@code ClassFileParser::mangle_hidden_class_name} ends a hidden class's name. */
    private static final Pattern HIDDEN = Pattern.compile("\\+(0x[0-9a-f]+)$");

    private MethodNames() {}

    /** For example {@code com.acme.Order.price(int,java.lang.String)}, without spaces and return type. */
    public static String display(String internalClassName, String method, String descriptor) {
        return className(internalClassName) + "." + method + parameters(descriptor);
    }

    /** As {@link Class#getName}: {@code java/util/Map$Entry} becomes {@code java.util.Map$Entry}. */
    public static String className(String internalName) {
        // Class.getName separates a hidden class's suffix by the '/' that no other name contains.
        return HIDDEN.matcher(internalName.replace('/', '.')).replaceFirst("/$1");
    }

    /** The parameter types of a descriptor in parentheses, for example {@code (int,java.lang.String[])}. */
    public static String parameters(String descriptor) {
        return MethodTypeDesc.ofDescriptor(descriptor).parameterList().stream()
                .map(MethodNames::typeName)
                .collect(Collectors.joining(",", "(", ")"));
    }

    private static String typeName(ClassDesc type) {
        if (type.isArray()) {
            return typeName(type.componentType()) + "[]";
        }
        return type.packageName().isEmpty() ? type.displayName() : type.packageName() + "." + type.displayName();
    }
}
