package dev.xwatch.sys;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds a directory to load a library from, by loading it. For one thread and one use. */
final class Unpacker {
    private static final String FILE = "libjffi-1.2.so";
    private static final String DIRECTORY = "xwatch-";

    private final Consumer<Path> loader;
    private final List<String> refusals = new ArrayList<>();

    /** @param loader throws {@link LinkageError} if the file cannot be loaded where it is */
    Unpacker(Consumer<Path> loader) {
        this.loader = loader;
    }

    /** Leaves no file behind, neither where it worked nor where it did not. */
    Optional<NativeLibrary.Loaded> load(byte[] library, Collection<Path> directories) {
        for (Path directory : directories) {
            try {
                loadFrom(directory, library);
                return Optional.of(new NativeLibrary.Loaded(directory, refusals()));
            } catch (IOException | UnsupportedOperationException | LinkageError e) {
                refusals.add(directory + ": " + e);
            }
        }
        return Optional.empty();
    }

    /** Whether that is where a file of this class's was, by its name. */
    static boolean isOwn(String path) {
        return path.contains("/" + DIRECTORY) && path.contains("/" + FILE);
    }

    /** What came of each directory that did not do. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** In a directory of its own, which nobody else can enter: the file cannot be exchanged before it is loaded. */
    private void loadFrom(Path directory, byte[] library) throws IOException {
        // Not of ProcessHandle, which sets up a pool of threads.
        Path pid = Files.readSymbolicLink(Path.of("/proc/self"));
        String unique = pid + "-" + Long.toString(System.nanoTime(), 36);
        Path own = Files.createDirectory(
                directory.resolve(DIRECTORY + unique),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path file = own.resolve(FILE);
        try {
            // Not through a channel, which would leave the thread a buffer outside the heap.
            try (OutputStream out = new FileOutputStream(file.toFile())) {
                out.write(library);
            }
            loader.accept(file);
        } finally {
            delete(file);
            delete(own);
        }
    }

    private void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            refusals.add(path + " could not be removed: " + e);
        }
    }
}
