package dev.xwatch.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * What is of interest in a recording, read by the JDK's own parser; each list in order of time.
 *
 * @param phases the demo's
 */
public record HitFile(List<Hit> hits, List<State> states, List<Count> counts, List<PhaseSpan> phases) {
    /**
     * {@code dev.xwatch.Hit}.
     *
     * @param javaThread name of the thread in the field {@code thread}, if the field is set
     */
    public record Hit(
            Instant time,
            String watch,
            String kind,
            String method,
            long address,
            Optional<String> javaThread,
            String threadName,
            int osThreadId,
            int cpu,
            int compileId,
            int tier,
            String caller) {
        /** The same hit by a thread that is not known. */
        Hit withoutThread() {
            return new Hit(
                    time,
                    watch,
                    kind,
                    method,
                    address,
                    Optional.empty(),
                    threadName,
                    osThreadId,
                    cpu,
                    compileId,
                    tier,
                    caller);
        }

        /** The same hit at another time. */
        Hit at(Instant other) {
            return new Hit(
                    other,
                    watch,
                    kind,
                    method,
                    address,
                    javaThread,
                    threadName,
                    osThreadId,
                    cpu,
                    compileId,
                    tier,
                    caller);
        }
    }

    /** {@code dev.xwatch.WatchState}. */
    public record State(
            Instant time,
            String watch,
            String spec,
            String state,
            String reason,
            String method,
            long address,
            long previousAddress,
            int compileId,
            int tier,
            long threads,
            long threadsArmed,
            long latencyNanos,
            boolean snapshot) {}

    /** {@code dev.xwatch.WatchCount}. */
    public record Count(
            Instant time, String watch, Counts counts, long observedNanos, long armedNanos, Unseen unseen) {}

    /** {@code dev.xwatch.demo.Phase}. */
    public record PhaseSpan(
            Instant begin, Instant end, String scene, String name, String target, long calls, boolean steady) {
        /** Both ends included. */
        boolean contains(Instant time) {
            return !time.isBefore(begin) && !time.isAfter(end);
        }
    }

    public static HitFile read(Path file) throws IOException {
        Reader reader = new Reader();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                reader.take(recording.readEvent());
            }
        }
        return reader.result();
    }

    public List<Hit> hits(String watch) {
        return hits.stream().filter(hit -> hit.watch().equals(watch)).toList();
    }

    List<State> states(String watch) {
        return states.stream().filter(state -> state.watch().equals(watch)).toList();
    }

    List<Count> counts(String watch) {
        return counts.stream().filter(count -> count.watch().equals(watch)).toList();
    }

    /** The last counts of a watch, which there must be. */
    public Counts finalCounts(String watch) {
        return counts(watch).stream()
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no WatchCount of " + watch))
                .counts();
    }

    /** Of every watch that was counted, the last counts {@link Counts#requireAddUp add up}. */
    public void requireCountsAddUp() {
        List<String> watches = counts.stream().map(Count::watch).distinct().toList();
        if (watches.isEmpty()) {
            throw new AssertionError("no WatchCount at all");
        }
        watches.forEach(watch -> finalCounts(watch).requireAddUp());
    }

    private static final class Reader {
        private final List<Hit> hits = new ArrayList<>();
        private final List<State> states = new ArrayList<>();
        private final List<Count> counts = new ArrayList<>();
        private final List<PhaseSpan> phases = new ArrayList<>();
        /** There may be a million hits, with few different texts. */
        private final Map<String, String> texts = new HashMap<>();

        void take(RecordedEvent event) {
            switch (event.getEventType().getName()) {
                case "dev.xwatch.Hit" -> hits.add(hit(event));
                case "dev.xwatch.WatchState" -> states.add(state(event));
                case "dev.xwatch.WatchCount" -> counts.add(count(event));
                case "dev.xwatch.demo.Phase" -> phases.add(phase(event));
                default -> {
                    // The JVM's own events are not of interest.
                }
            }
        }

        HitFile result() {
            return new HitFile(
                    sorted(hits.stream(), Hit::time),
                    sorted(states.stream(), State::time),
                    sorted(counts.stream(), Count::time),
                    sorted(phases.stream(), PhaseSpan::begin));
        }

        private static <T> List<T> sorted(Stream<T> events, Function<T, Instant> time) {
            return events.sorted(Comparator.comparing(time)).toList();
        }

        private Hit hit(RecordedEvent event) {
            return new Hit(
                    event.getStartTime(),
                    text(event, "watch"),
                    text(event, "kind"),
                    text(event, "method"),
                    event.getLong("address"),
                    Optional.ofNullable(event.<RecordedThread>getValue("thread"))
                            .map(RecordedThread::getJavaName)
                            .map(this::shared),
                    text(event, "threadName"),
                    event.getInt("osThreadId"),
                    event.getInt("cpu"),
                    event.getInt("compileId"),
                    event.getInt("tier"),
                    text(event, "caller"));
        }

        private State state(RecordedEvent event) {
            return new State(
                    event.getStartTime(),
                    text(event, "watch"),
                    text(event, "spec"),
                    text(event, "state"),
                    text(event, "reason"),
                    text(event, "method"),
                    event.getLong("address"),
                    event.getLong("previousAddress"),
                    event.getInt("compileId"),
                    event.getInt("tier"),
                    event.getLong("threads"),
                    event.getLong("threadsArmed"),
                    event.getLong("latency"),
                    event.getBoolean("snapshot"));
        }

        private Count count(RecordedEvent event) {
            Counts counts = new Counts(
                    event.getLong("hits"),
                    event.getLong("recorded"),
                    event.getLong("lost"),
                    event.getLong("discarded"),
                    event.getLong("duplicates"));
            return new Count(
                    event.getStartTime(),
                    text(event, "watch"),
                    counts,
                    event.getLong("observedTime"),
                    event.getLong("armedTime"),
                    new Unseen(
                            event.getLong("inlinedInto"),
                            List.of(text(event, "inlinedIntoMethods").split(", ")),
                            event.getLong("osrVersions"),
                            event.getBoolean("intrinsic"),
                            event.getLong("interpretedCalls")));
        }

        private PhaseSpan phase(RecordedEvent event) {
            return new PhaseSpan(
                    event.getStartTime(),
                    event.getEndTime(),
                    text(event, "scene"),
                    text(event, "phaseName"),
                    text(event, "target"),
                    event.getLong("calls"),
                    event.getBoolean("steady"));
        }

        /** A string that its chunk lacks reads as null; {@code jfr print} writes the same for it. */
        private String text(RecordedEvent event, String field) {
            return shared(Objects.requireNonNullElse(event.getString(field), "N/A"));
        }

        private String shared(String text) {
            return texts.computeIfAbsent(text, same -> same);
        }
    }
}
