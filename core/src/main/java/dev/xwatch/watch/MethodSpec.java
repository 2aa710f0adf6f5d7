package dev.xwatch.watch;

import dev.xwatch.hotspot.Method;
import java.util.Optional;

/**
 * Methods by name.
 *
 * @param className the class's binary name with dots, as a pattern
 * @param methodName the method's name ({@code <init>} for constructors), as a pattern
 * @param parameters the parameter types as in {@code (int,java.lang.String)}, empty for all overloads
 */
public record MethodSpec(NamePattern className, NamePattern methodName, Optional<String> parameters)
        implements WatchSpec {
    @Override
    public String canonical() {
        return className + "::" + methodName + parameters.orElse("");
    }

    @Override
    public WatchKind kind() {
        return WatchKind.METHOD;
    }

    /** Whether one class and one method name are meant. */
    boolean isExact() {
        return className.isExact() && methodName.isExact();
    }

    boolean matches(Method method) {
        return methodName.matches(method.name())
                && parameters.map(list -> list.equals(method.parameters())).orElse(true);
    }
}
