package dev.xwatch.jfr;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import jdk.jfr.Recording;

/** A recording of xwatch's own events to a file. JFR finishes it when the JVM exits. */
public final class HitRecording implements AutoCloseable {
    private static final Pattern PLACEHOLDER = Pattern.compile("%[pt%]");

    private final Recording recording;
    private final Path file;

    private HitRecording(Recording recording, Path file) {
        this.recording = recording;
        this.file = file;
    }

    /**
     * @param file {@code %p} in it is the process's id, {@code %t} the time, {@code %%} a percent sign
     * @throws IOException if it cannot be written there
     */
    public static HitRecording start(String file) throws IOException {
        Path path = Path.of(expand(file)).toAbsolutePath();
        Recording recording = new Recording();
        try {
            recording.setName("xwatch");
            recording.setToDisk(true);
            recording.setDumpOnExit(true);
            recording.setDestination(path);
            recording.enable(HitEvent.class);
            recording.enable(WatchStateEvent.class);
            recording.enable(WatchCountEvent.class);
            recording.start();
            return new HitRecording(recording, path);
        } catch (IOException | RuntimeException e) {
            recording.close();
            throw e;
        }
    }

    private static String expand(String file) {
        String time =
                LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyy_MM_dd_HH_mm_ss"));
        String pid = Long.toString(ProcessHandle.current().pid());
        return PLACEHOLDER.matcher(file).replaceAll(match -> switch (match.group()) {
            case "%p" -> pid;
            case "%t" -> time;
            default -> "%";
        });
    }

    /** Where it is written, absolute. */
    public Path file() {
        return file;
    }

    /** Finishes the file. */
    @Override
    public void close() {
        recording.stop();
        recording.close();
    }
}
