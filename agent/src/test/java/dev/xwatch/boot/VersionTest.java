package dev.xwatch.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private Path jar(String properties) throws IOException {
        Path file = directory.resolve("other.jar");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("inst/dev/xwatch/boot/version.properties"));
            zip.write(properties.getBytes(StandardCharsets.US_ASCII));
        }
        return file;
    }

    @Test
    void anotherJarsIsRead() throws IOException {
        assertThat(Version.of(jar("version=1.2\n"))).isEqualTo("1.2");
    }

    @Test
    void oneThatIsMalformedIsAnError() {
        assertThatThrownBy(() -> Version.of(jar("version=\\u12\n"))).isInstanceOf(IOException.class);
    }
}
