package dev.xwatch.sys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackerTest {
    private static final byte[] LIBRARY = {1, 2, 3};

    @TempDir
    Path root = Path.of("");

    private final List<Path> loaded = new ArrayList<>();

    private Path directory(String name) throws IOException {
        return Files.createDirectory(root.resolve(name));
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }

    @Test
    void loadsFromADirectoryOfItsOwnAndLeavesNothing() throws IOException {
        Path first = directory("first");
        Unpacker unpacker = new Unpacker(path -> {
            try {
                assertThat(Files.readAllBytes(path)).isEqualTo(LIBRARY);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
                        .isEqualTo("rwx------");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            loaded.add(path);
        });

        assertThat(unpacker.load(LIBRARY, List.of(first, directory("second"))))
                .contains(new NativeLibrary.Loaded(first, List.of()));
        assertThat(loaded).hasSize(1);
        assertThat(entries(first)).isEmpty();
    }

    @Test
    void goesOnToTheNextWhereItCannotBeLoadedOrWritten() throws IOException {
        Path noexec = directory("noexec");
        Path missing = root.resolve("missing");
        Path good = directory("good");
        Unpacker unpacker = new Unpacker(path -> {
            if (path.startsWith(noexec)) {
                throw new UnsatisfiedLinkError("failed to map segment from shared object");
            }
        });

        NativeLibrary.Loaded found =
                unpacker.load(LIBRARY, List.of(missing, noexec, good)).orElseThrow();

        assertThat(found.directory()).isEqualTo(good);
        assertThat(found.refusals()).hasSize(2);
        assertThat(found.refusals().get(0)).startsWith(missing + ": ").contains("NoSuchFileException");
        assertThat(found.refusals().get(1)).startsWith(noexec + ": ").contains("failed to map segment");
        assertThat(entries(noexec)).isEmpty();
    }

    @Test
    void saysWhatEachAnsweredWhereNoneWorks() throws IOException {
        Path noexec = directory("noexec");
        Unpacker unpacker = new Unpacker(path -> {
            throw new UnsatisfiedLinkError("failed to map segment from shared object");
        });

        assertThat(unpacker.load(LIBRARY, List.of(noexec))).isEmpty();

        assertThat(new NativeLibraryException(unpacker.refusals()))
                .hasMessageContainingAll("xwatch's native library cannot be loaded", noexec.toString(), "segment");
        assertThat(entries(noexec)).isEmpty();
    }
}
