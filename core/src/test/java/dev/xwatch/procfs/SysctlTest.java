package dev.xwatch.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysctlTest {
    @TempDir
    Path root = Path.of("");

    @Test
    void readsIntegers() throws IOException {
        Files.createDirectory(root.resolve("kernel"));
        Files.writeString(root.resolve("kernel/perf_event_paranoid"), "-1\n");
        Files.writeString(root.resolve("kernel/perf_event_mlock_kb"), "516\n");

        Sysctl sysctl = new Sysctl(root);

        assertThat(sysctl.perfEventParanoid()).hasValue(-1);
        assertThat(sysctl.perfEventMlockKb()).hasValue(516);
    }

    @Test
    void isEmptyWhereThereIsNoInteger() throws IOException {
        Files.createDirectory(root.resolve("kernel"));
        Files.writeString(root.resolve("kernel/perf_event_mlock_kb"), "\n");

        Sysctl sysctl = new Sysctl(root);

        assertThat(sysctl.perfEventParanoid()).isEmpty();
        assertThat(sysctl.perfEventMlockKb()).isEmpty();
    }
}
