package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Local variables' names, behind every combination of the tables that may follow them. */
class MethodTablesTest {
    private static final RunningJvm JVM = RunningJvm.INSTANCE;

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
    @interface Mark {}

    static int plain(int first, long second, int third) {
        return (int) (first + second + third);
    }

    @Mark
    static int marked(@Mark int first, long second, int third) {
        return (int) (first + second + third);
    }

    static <T> int generic(int first, long second, List<T> third) {
        return (int) (first + second) + third.size();
    }

    static int failing(int first, long second, int third) throws IOException {
        if (first < 0) {
            throw new IOException();
        }
        return (int) (first + second + third);
    }

    @Mark
    static <T> int all(@Mark int first, long second, List<@Mark T> third) throws IOException, InterruptedException {
        try {
            Thread.sleep(first);
            return (int) (first + second) + third.size();
        } catch (IllegalArgumentException e) {
            throw new IOException(e);
        }
    }

    @Test
    void parametersHaveTheirNamesWhateverFollowsThem() {
        for (var reflected : MethodTablesTest.class.getDeclaredMethods()) {
            if (List.of("plain", "marked", "generic", "failing", "all").contains(reflected.getName())) {
                Method method = JVM.hotspot().metadata().klassOf(MethodTablesTest.class).methods().stream()
                        .filter(m -> m.name().equals(reflected.getName()))
                        .findFirst()
                        .orElseThrow();
                assertThat(JVM.methodTables().namesAtEntry(method))
                        .as(reflected.getName())
                        .containsEntry(0, "first")
                        .containsEntry(1, "second")
                        .containsEntry(3, "third")
                        .hasSize(3);
            }
        }
    }

    @Test
    void aNativeMethodHasNoLines() {
        JavaFrame frame = JVM.methodTables()
                .source(JVM.method(Object.class, "hashCode", "()I"))
                .at(-1, FrameKind.COMPILED);

        assertThat(frame.text()).isEqualTo("java.lang.Object.hashCode(Native Method)");
        assertThat(frame.detail()).isEqualTo("n");
    }
}
