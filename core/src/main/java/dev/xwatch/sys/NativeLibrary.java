package dev.xwatch.sys;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * jffi's native part. The JVM loads libraries from files only: it is unpacked into the first directory that the system
 * lets a library be loaded from, and the file is removed at once. jffi's own way leaves the file where a container may
 * forbid it, and draws random numbers for its name, which keeps {@code /dev/random} open for good.
 */
public final class NativeLibrary {
    private static final String RESOURCE = "/jni/x86_64-Linux/libjffi-1.2.so";

    private NativeLibrary() {}

    /**
     * Where it was loaded from.
     *
     * @param directory the one that worked
     * @param refusals what came of those that were tried before it
     */
    public record Loaded(Path directory, List<String> refusals) {}

    /** The one attempt: a library is loaded once into a class loader. */
    private static final class Attempt {
        static final Attempt ONLY = new Attempt();

        private final Optional<Loaded> loaded;
        private final List<String> refusals;

        private Attempt() {
            Unpacker unpacker = new Unpacker(path -> System.load(path.toString()));
            byte[] library;
            try {
                library = library();
            } catch (IOException e) {
                loaded = Optional.empty();
                refusals = List.of("the jar: " + e.getMessage());
                return;
            }
            Optional<Loaded> usually = unpacker.load(library, directories(usual()));
            loaded = usually.isPresent() ? usually : unpacker.load(library, directories(others()));
            refusals = unpacker.refusals();
        }
    }

    private static byte[] library() throws IOException {
        try (InputStream in = NativeLibrary.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new FileNotFoundException("it has no " + RESOURCE);
            }
            return in.readAllBytes();
        }
    }

    /**
     * Loads it, if that has not been tried yet.
     *
     * @throws NativeLibraryException if no directory would do, naming each
     */
    public static Loaded require() throws NativeLibraryException {
        Attempt attempt = Attempt.ONLY;
        return attempt.loaded.orElseThrow(() -> new NativeLibraryException(attempt.refusals));
    }

    /** Whether that is where it was loaded from, by the path of its mappings. */
    public static boolean isAt(String path) {
        return Unpacker.isOwn(path);
    }

    private static List<@Nullable String> usual() {
        return Arrays.asList(System.getProperty("java.io.tmpdir"), "/dev/shm");
    }

    /** For containers with a read-only root. */
    private static List<@Nullable String> others() {
        return Arrays.asList(
                System.getenv("XDG_RUNTIME_DIR"),
                runtimeDirectory(),
                ownDirectory(),
                System.getProperty("user.dir"),
                System.getProperty("user.home"));
    }

    private static Set<Path> directories(List<@Nullable String> names) {
        Set<Path> directories = new LinkedHashSet<>();
        for (String name : names) {
            if (name != null && !name.isEmpty()) {
                directories.add(Path.of(name).toAbsolutePath().normalize());
            }
        }
        return directories;
    }

    /** {@code /run/user/UID}, also where the variable for it is not set. */
    private static String runtimeDirectory() {
        try {
            return "/run/user/" + Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /** That of the jar which holds the library. */
    private static String ownDirectory() {
        URL resource = NativeLibrary.class.getResource(RESOURCE);
        try {
            if (resource != null && resource.openConnection() instanceof JarURLConnection jar) {
                Path parent = Path.of(jar.getJarFileURL().toURI()).getParent();
                return parent == null ? "" : parent.toString();
            }
            return "";
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            return "";
        }
    }
}
