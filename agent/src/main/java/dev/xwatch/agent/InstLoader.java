package dev.xwatch.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads xwatch and its libraries from below {@code inst/} in the agent's jar, where the application's loaders find none of
 * it, and nothing from the application's class path.
 */
final class InstLoader extends ClassLoader implements AutoCloseable {
    static {
        registerAsParallelCapable();
    }

    private static final String PREFIX = "inst/";

    private final Path path;
    /** Not a {@code JarFile}, which looks for a manifest, signatures and versions: that takes longer than to read a class. */
    private final ZipFile jar;

    InstLoader(Path path) throws IOException {
        super("xwatch", ClassLoader.getPlatformClassLoader());
        this.path = path;
        this.jar = new ZipFile(path.toFile());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = read(name.replace('.', '/') + ".class");
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        // Threads started below a frame of ours, JFR's too, keep the frame's domain: it must not lead back to this
        // loader.
        return defineClass(name, bytes, 0, bytes.length, Agent.class.getProtectionDomain());
    }

    /** Read at once: a stream that somebody forgets to close must not hold the jar open. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] bytes = read(name);
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    private byte @Nullable [] read(String name) {
        ZipEntry entry = jar.getEntry(PREFIX + name);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] bytes = new byte[(int) entry.getSize()];
            in.readNBytes(bytes, 0, bytes.length);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": " + name, e);
        }
    }

    @Override
    protected @Nullable URL findResource(String name) {
        if (jar.getEntry(PREFIX + name) == null) {
            return null;
        }
        try {
            return new URL("jar:" + path.toUri() + "!/" + PREFIX + name);
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL resource = findResource(name);
        return Collections.enumeration(resource == null ? List.of() : List.of(resource));
    }

    /** Classes that are not loaded by now never will be. */
    @Override
    public void close() {
        try {
            jar.close();
        } catch (IOException e) {
            System.err.println("[xwatch] " + path + ": " + e);
        }
    }
}
