package dev.xwatch.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RecordedEventsTest {
    private static final int STATE = 64;

    /** While the JVM rewrites a chunk's header. */
    private static final byte IN_FLUX = (byte) 255;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private byte[] whole = new byte[0];

    @BeforeEach
    void record() throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable("jdk.JVMInformation");
            recording.start();
            recording.stop();
            Path file = directory.resolve("whole.jfr");
            recording.dump(file);
            whole = Files.readAllBytes(file);
        }
    }

    private List<String> names(byte[] recording) throws IOException {
        Path file = Files.write(directory.resolve("read.jfr"), recording);
        List<String> names = new ArrayList<>();
        RecordedEvents.read(file, event -> names.add(event.getEventType().getName()));
        return names;
    }

    @Test
    void eventsAreRead() throws IOException {
        assertThat(names(whole)).contains("jdk.JVMInformation");
    }

    @Test
    @Timeout(60)
    void aHeaderThatNobodyFinishesIsNotWaitedFor() {
        whole[STATE] = IN_FLUX;

        assertThatThrownBy(() -> names(whole)).isInstanceOf(IOException.class);
    }

    @Test
    void oneThatIsCutOffIsAnError() {
        assertThatThrownBy(() -> names(Arrays.copyOf(whole, whole.length - 1))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> names(Arrays.copyOf(whole, whole.length + 100)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut off, or damaged, at " + whole.length);
    }

    @Test
    void whatTheReaderStumblesOverIsAnError() {
        // The middle of it are its types, and constants.
        Arrays.fill(whole, 200, whole.length - 200, (byte) 0x7f);

        assertThatThrownBy(() -> names(whole)).isInstanceOf(IOException.class);
    }

    @Test
    void whatAVisitorStumblesOverIsAnError() throws IOException {
        Path file = Files.write(directory.resolve("read.jfr"), whole);

        assertThatThrownBy(() -> RecordedEvents.read(file, event -> event.getLong("no such field")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }
}
