package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xwatch.sys.MemoryAccessException;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
    private static final RunningJvm JVM = RunningJvm.INSTANCE;

    /** Has a constructor, and nobody who runs it. */
    private static final class Retransformed {}

    @Test
    void findsStringHashCode() {
        Method hashCode = JVM.method(String.class, "hashCode", "()I");

        assertThat(hashCode.displayName()).isEqualTo("java.lang.String.hashCode()");
        assertThat(hashCode.holder()).isEqualTo(JVM.hotspot().metadata().klassOf(String.class));
        assertThat(hashCode.holder().name()).isEqualTo("java/lang/String");
        assertThat(hashCode).isEqualTo(JVM.hotspot().metadata().methodAt(hashCode.address()));
    }

    @Test
    void aClassThatIsRetransformedWhileItIsReadIsReadAgain() {
        InstanceKlass klass = JVM.hotspot().metadata().klassOf(Retransformed.class);
        List<String> names = klass.methods().stream().map(Method::name).toList();
        AtomicInteger readings = new AtomicInteger();

        List<Method> read = klass.ofMethods(methods -> {
            if (readings.getAndIncrement() < 2) {
                retransform(Retransformed.class);
            }
            return methods;
        });

        assertThat(readings).hasValue(3);
        assertThat(read).isEqualTo(klass.methods()).isNotEmpty();
        assertThat(read).extracting(Method::name).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void whatIsGoneMeanwhileIsReadAgain() {
        InstanceKlass klass = JVM.hotspot().metadata().klassOf(Retransformed.class);
        AtomicInteger readings = new AtomicInteger();

        int read = klass.ofMethods(methods -> {
            if (readings.getAndIncrement() == 0) {
                retransform(Retransformed.class);
                throw new MemoryAccessException(0, 56, "as if a method were free by now");
            }
            return methods.size();
        });

        assertThat(read).isEqualTo(klass.methods().size());
        assertThatThrownBy(() -> klass.ofMethods(methods -> {
                    throw new MemoryAccessException(0, 56, "as if the class were gone");
                }))
                .isInstanceOf(MemoryAccessException.class);
    }

    @Test
    void whatIsRetransformedAllTheTimeCannotBeRead() {
        InstanceKlass klass = JVM.hotspot().metadata().klassOf(Retransformed.class);

        assertThatThrownBy(() -> klass.ofMethods(methods -> {
                    retransform(Retransformed.class);
                    return methods;
                }))
                .isInstanceOf(MemoryAccessException.class)
                .hasMessageContaining("redefined all the time");
    }

    private static void retransform(Class<?> type) {
        try {
            JVM.instrumentation().retransformClasses(type);
        } catch (UnmodifiableClassException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                String.class,
                HashMap.class,
                Thread.class,
                List.class,
                Map.Entry.class,
                RunningJvm.class,
                int[][].class
            })
    void declaresWhatReflectionSaysItDeclares(Class<?> given) {
        Class<?> type = given.isArray() ? Object.class : given;
        List<String> expected = new ArrayList<>();
        for (var method : type.getDeclaredMethods()) {
            String descriptor = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                    .toMethodDescriptorString();
            expected.add(method.getName() + descriptor + flags(method.getModifiers()));
        }
        for (var constructor : type.getDeclaredConstructors()) {
            String descriptor = MethodType.methodType(void.class, constructor.getParameterTypes())
                    .toMethodDescriptorString();
            expected.add("<init>" + descriptor + flags(constructor.getModifiers()));
        }

        List<String> found = JVM.hotspot().metadata().klassOf(type).methods().stream()
                .filter(m -> !m.name().equals("<clinit>"))
                .map(m -> m.name() + m.signature() + flags(m))
                .toList();

        // Reflection hides some of the JDK's own methods from itself.
        if (type == Thread.class) {
            assertThat(found).containsAll(expected);
        } else {
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static String flags(int modifiers) {
        return " " + Modifier.toString(modifiers & (Modifier.NATIVE | Modifier.ABSTRACT | Modifier.STATIC));
    }

    private static String flags(Method method) {
        return flags((method.isNative() ? Modifier.NATIVE : 0)
                | (method.isAbstract() ? Modifier.ABSTRACT : 0)
                | (method.isStatic() ? Modifier.STATIC : 0));
    }

    @Test
    void classesOfOneLoaderShareItsData() {
        Metadata metadata = JVM.hotspot().metadata();
        long boot = metadata.klassOf(String.class).classLoaderData();

        assertThat(boot).isNotZero().isEqualTo(metadata.klassOf(List.class).classLoaderData());
        assertThat(metadata.klassOf(RunningJvm.class).classLoaderData()).isNotEqualTo(boot);
    }

    @Test
    void refusesWhatDeclaresNoMethods() {
        Metadata metadata = JVM.hotspot().metadata();
        Stream.of(int.class, void.class, String[].class)
                .forEach(type -> assertThatThrownBy(() -> metadata.klassOf(type))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(type.toString()));
    }
}
