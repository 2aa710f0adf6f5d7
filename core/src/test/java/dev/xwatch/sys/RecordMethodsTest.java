package dev.xwatch.sys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecordMethodsTest {
    private static final int COLLECTIONS = 20;

    private static final class Loader extends ClassLoader {
        Loader() {
            super(RecordMethodsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Node.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in = Objects.requireNonNull(RecordMethodsTest.class.getResourceAsStream("Node.class"))) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static WeakReference<ClassLoader> linked() throws ReflectiveOperationException {
        Loader loader = new Loader();
        var constructor = loader.loadClass(Node.class.getName()).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Object last = constructor.newInstance((Object) null);
        Object first = constructor.newInstance(last);
        assertThat(first.equals(constructor.newInstance(last))).isTrue();
        assertThat(first.hashCode()).isEqualTo(first.hashCode());
        assertThat(first.toString()).contains("next");
        return new WeakReference<>(loader);
    }

    @Test
    void aRecordsLoaderCanGo() throws Exception {
        WeakReference<ClassLoader> loader = linked();

        RecordMethods.forget();

        for (int i = 0; i < COLLECTIONS && !loader.refersTo(null); i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(loader.refersTo(null)).isTrue();
    }
}
