package dev.xwatch.it.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntUnaryOperator;

/** Defines classes of this package once more, each time it is made: one that is asked for, and those within it. */
final class OwnLoader extends ClassLoader {
    private String own = "";

    OwnLoader() {
        super(OwnLoader.class.getClassLoader());
    }

    /** An instance of this loader's own version of a class. */
    IntUnaryOperator load(Class<? extends IntUnaryOperator> type) throws ReflectiveOperationException {
        own = type.getName();
        return (IntUnaryOperator) loadClass(own).getDeclaredConstructor().newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.equals(own) && !name.startsWith(own + "$")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try {
            byte[] bytes = bytes(name);
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** A class file of this package. */
    static byte[] bytes(String name) throws IOException {
        String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
        try (InputStream in = OwnLoader.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
