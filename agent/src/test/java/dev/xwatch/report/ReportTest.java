package dev.xwatch.report;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xwatch.Manual;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @Test
    void aRecordingThatCannotBeShownIsInTheManual(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("hits.jfr");
        requireHeading(file);
        Files.writeString(file, "no recording");
        requireHeading(file);
        try (Recording recording = new Recording()) {
            recording.start();
            recording.stop();
            recording.dump(file);
        }
        requireHeading(file);
    }

    private static void requireHeading(Path recording) throws IOException {
        IOException refused = catchThrowableOfType(
                IOException.class, () -> Report.write(recording, recording.resolveSibling("page.html"), "1"));
        Manual.requireHeading(String.valueOf(refused.getMessage()));
    }
}
