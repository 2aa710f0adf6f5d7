package dev.xwatch.jfr;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A recording of xwatch's own events to a file.
 *
 * <p>While it runs the file holds xwatch's events as a {@link RunningFile} writes them: that is what a kill leaves. When
 * the recording is stopped, whoever stops it, the JVM's exit too, JFR writes its part, which has the application's events
 * as well, beside the file; the executions kept in an {@link ExecutionStore} are appended, and the whole takes the file's
 * place. Thread-safe.
 */
public final class HitRecording implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HitRecording.class);

    /** How long the end of the JVM may be held up for the executions. */
    private static final Duration APPENDING = Duration.ofSeconds(1);

    private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(1);

    private final OnDemandJfrSink sink;
    private final Path file;
    private final Path part;
    private final RunningFile running;
    private final ExecutionStore executions;
    private final Recording recording;
    // Kept, because JFR takes back only the very object that it was given.
    private final FlightRecorderListener listener = new FlightRecorderListener() {
        @Override
        public void recordingStateChanged(Recording changed) {
            if (changed.getId() == recording.getId() && changed.getState() == RecordingState.STOPPED) {
                finish();
            }
        }
    };

    private long flushedNanos = System.nanoTime();
    private boolean isComplete = true;
    private boolean isFinished;

    private HitRecording(OnDemandJfrSink sink, Path file, long maxBytes, Recording recording) throws IOException {
        this.sink = sink;
        this.file = file;
        part = file.resolveSibling(file.getFileName() + ".part");
        running = new RunningFile(file, maxBytes);
        Path directory = Objects.requireNonNull(file.getParent());
        executions = new ExecutionStore(directory, maxBytes / 2, new Executions(running.hits()));
        this.recording = recording;
    }

    /**
     * Starts a recording of what the sink writes.
     *
     * @param file {@link FileNames#expand is expanded}
     * @param maxBytes the oldest of it goes beyond that
     * @throws IOException if it cannot be written there
     */
    public static HitRecording start(OnDemandJfrSink sink, String file, long maxBytes) throws IOException {
        // First of all, because it sets JFR up, and so our events.
        Recording recording = new Recording();
        try {
            HitRecording started =
                    new HitRecording(sink, Path.of(FileNames.expand(file)).toAbsolutePath(), maxBytes, recording);
            started.begin(maxBytes / 2);
            return started;
        } catch (IOException | RuntimeException | Error e) {
            recording.close();
            throw e;
        }
    }

    private void begin(long maxBytes) throws IOException {
        try {
            recording.setName("xwatch");
            recording.setToDisk(true);
            recording.setMaxSize(maxBytes);
            recording.setDumpOnExit(true);
            recording.setDestination(part);
            EventTypes.ALL.forEach(recording::enable);
            sink.setTap(this::take);
            FlightRecorder.addListener(listener);
            recording.start();
        } catch (IOException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private synchronized void take(Event event, long timeNanos, long ticks) {
        if (isFinished) {
            return;
        }
        try {
            @Nullable Object[] values = running.add(event, timeNanos);
            if (event instanceof HitEvent) {
                isComplete &= ticks != EventTap.NO_TICKS;
                executions.add(ticks, values);
            }
            long now = System.nanoTime();
            if (event instanceof WatchStateEvent || now - flushedNanos > FLUSH_INTERVAL.toNanos()) {
                flushedNanos = now;
                running.flush();
            }
        } catch (IOException | RuntimeException | Error e) {
            isFinished = true;
            isComplete = false;
            LOG.warn("{}: nothing more is written until the recording ends: {}", file, e.toString());
        }
    }

    /** Called when JFR has written its part. */
    private synchronized void finish() {
        isFinished = true;
        if (!Files.exists(part)) {
            return;
        }
        try (FileChannel recorded = FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (!isComplete || !executions.appendTo(recorded, APPENDING)) {
                LOG.warn("{} is not ready for JMC. Fix: java -jar xwatch.jar enrich", file);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} has not all of the recording, the rest is in {}: {}", file, part, e.toString());
        }
    }

    /** Where it is written, absolute. */
    public Path file() {
        return file;
    }

    /** Finishes the file. */
    @Override
    public void close() {
        if (recording.getState() == RecordingState.RUNNING) {
            recording.stop();
        }
        recording.close();
        FlightRecorder.removeListener(listener);
        sink.setTap(EventTap.NONE);
        release();
    }

    private synchronized void release() {
        isFinished = true;
        try {
            running.close();
            executions.close();
        } catch (IOException e) {
            LOG.warn("{}: {}", file, e.toString());
        }
    }
}
