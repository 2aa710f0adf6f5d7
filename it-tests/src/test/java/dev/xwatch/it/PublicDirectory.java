package dev.xwatch.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory that other users can look into, unlike JUnit's. */
record PublicDirectory(Path path) implements AutoCloseable {
    static PublicDirectory create() throws IOException {
        Path path = Files.createTempDirectory("xwatch-it");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new PublicDirectory(path.toRealPath());
    }

    /** A copy of a file, readable for everybody. */
    Path copy(Path file) throws IOException {
        Path copy = Files.copy(file, path.resolve(file.getFileName()));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
        return copy;
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(path)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
