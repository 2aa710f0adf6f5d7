package dev.xwatch.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The version of xwatch, as its build wrote it down. */
public final class Version {
    private static final String UNKNOWN = "unknown";

    /** Read once: the jar may be replaced while this runs. */
    private static final String TEXT = own();

    private Version() {}

    /** Of this xwatch. */
    public static String text() {
        return TEXT;
    }

    private static String own() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Of the xwatch in a jar.
     *
     * @throws IOException if it cannot be read, or is no jar
     */
    static String of(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry("inst/dev/xwatch/boot/version.properties");
            if (entry == null) {
                return UNKNOWN;
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return read(in);
            }
        }
    }

    private static String read(@Nullable InputStream in) throws IOException {
        Properties properties = new Properties();
        try {
            if (in != null) {
                properties.load(in);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("a malformed escape", e);
        }
        return properties.getProperty("version", UNKNOWN);
    }
}
