package dev.xwatch.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdksTest {
    @TempDir
    Path root = Path.of("");

    private Path home(String name) throws IOException {
        Path home = root.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.createFile(
                home.resolve("bin/java"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        return home.toRealPath();
    }

    @Test
    void findsEachHomeOnceTheRunningOneFirst() throws IOException {
        Path a = home("jvm/a");
        Path b = home("jvm/b");
        Files.createSymbolicLink(root.resolve("jvm/default"), a);
        Files.createDirectories(root.resolve("jvm/empty"));

        assertThat(Jdks.found(b, List.of(root.resolve("jvm"), root.resolve("missing"))))
                .containsExactly(b, a);
    }
}
