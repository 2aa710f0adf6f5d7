package dev.xwatch.it.bench;

import dev.xwatch.it.ReplyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * How long after the end of its compilation, in milliseconds, a version of a method was armed.
 *
 * @param millisOfFirst of the versions that were armed where nothing was
 * @param millisOfLater of those that a breakpoint was moved to
 */
record CodeVersions(List<Double> millisOfFirst, List<Double> millisOfLater) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** @param file with {@code jdk.Compilation} and {@code dev.xwatch.WatchState} */
    static CodeVersions read(Path file) throws IOException {
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        Map<Integer, Instant> compiled = new HashMap<>();
        for (RecordedEvent event : events) {
            if (event.getEventType().getName().equals("jdk.Compilation")) {
                // compileId is an int on JDK 17 and 25, and unsigned.
                compiled.put((int) event.getLong("compileId"), event.getEndTime());
            }
        }
        CodeVersions versions = new CodeVersions(new ArrayList<>(), new ArrayList<>());
        for (RecordedEvent event : events) {
            if (event.getEventType().getName().equals("dev.xwatch.WatchState")
                    && ReplyFile.Watch.isArmed(event.getString("state"))
                    && !event.getBoolean("snapshot")) {
                Instant end = compiled.get(event.getInt("compileId"));
                if (end != null) {
                    double millis = Duration.between(end, event.getStartTime()).toNanos() / NANOS_PER_MILLI;
                    boolean first = event.getString("state").equals("Armed");
                    (first ? versions.millisOfFirst() : versions.millisOfLater()).add(millis);
                }
            }
        }
        return versions;
    }
}
