package dev.xwatch.watch;

import dev.xwatch.hotspot.HotSpot;
import dev.xwatch.hotspot.Method;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a loaded class has nothing to watch under a name, and where it is. For the engine's thread. */
final class Misses {
    private static final int SHOWN = 5;

    private final HotSpot hotspot;
    private final Instrumentation instrumentation;

    Misses(HotSpot hotspot, Instrumentation instrumentation) {
        this.hotspot = hotspot;
        this.instrumentation = instrumentation;
    }

    private record Signature(String name, String descriptor) {
        static Signature of(Method method) {
            return new Signature(method.name(), method.signature());
        }
    }

    /** What the class declares has no code: names the loaded classes that have some. */
    String ofAbstract(MethodSpec spec, Class<?> type) {
        Signature method = read(
                        type,
                        methods -> methods.stream()
                                .filter(spec::matches)
                                .findFirst()
                                .map(Signature::of))
                .orElseThrow();
        String implementations = Stream.of(instrumentation.getAllLoadedClasses())
                .filter(other ->
                        other != type && !other.isArray() && type.isAssignableFrom(other) && implement(other, method))
                .map(other -> other.getName() + "::" + method.name())
                .sorted()
                .limit(SHOWN)
                .collect(Collectors.joining(", "));
        return type.getName() + "." + method.name() + " is abstract: it has no code. Fix: watch an implementation"
                + (implementations.isEmpty() ? "; none is loaded" : ": " + implementations);
    }

    private boolean implement(Class<?> type, Signature wanted) {
        return read(
                type,
                methods -> methods.stream()
                        .anyMatch(method ->
                                !method.isAbstract() && Signature.of(method).equals(wanted)));
    }

    /** The class declares no such method: names the class that it inherits it from, or what is most alike. */
    String ofUndeclared(MethodSpec spec, Class<?> type) {
        String wanted = spec.methodName() + spec.parameters().orElse("");
        Optional<Class<?>> heir = ancestors(type).stream()
                .filter(ancestor -> read(ancestor, methods -> methods.stream().anyMatch(spec::matches)))
                .findFirst();
        if (heir.isPresent()) {
            String name = heir.get().getName();
            return type.getName() + " declares no " + wanted + ", but inherits it from " + name + ". Fix: watch " + name
                    + "::" + wanted;
        }
        List<String> names = read(
                type,
                methods -> methods.stream()
                        .map(method -> method.name() + (spec.parameters().isPresent() ? method.parameters() : ""))
                        .distinct()
                        .toList());
        return type.getName() + " declares no " + wanted + ". Fix: the nearest are "
                + NearestNames.nearest(wanted, names);
    }

    private <T> T read(Class<?> type, Function<List<Method>, T> reader) {
        return hotspot.metadata().klassOf(type).ofMethods(reader);
    }

    /** Superclasses from the nearest on, then all interfaces. */
    private static List<Class<?>> ancestors(Class<?> type) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> parent = type.getSuperclass(); parent != null; parent = parent.getSuperclass()) {
            found.add(parent);
        }
        addInterfaces(type, found);
        return found;
    }

    private static void addInterfaces(@Nullable Class<?> type, List<Class<?>> found) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Class<?> each : at.getInterfaces()) {
                if (!found.contains(each)) {
                    found.add(each);
                    addInterfaces(each, found);
                }
            }
        }
    }
}
