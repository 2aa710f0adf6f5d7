package dev.xwatch.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** The hits of a recording, and what it has of them for JMC; both in order of time, read by the JDK's own parser. */
record ReadyFile(List<Moment> hits, List<Moment> executions) {
    /**
     * What a {@code dev.xwatch.Hit} and its {@code dev.xwatch.Execution} have in common.
     *
     * @param thread by its Java name, else the kernel's
     * @param top of the stack, {@code class.method:line}; empty if there is none
     */
    record Moment(
            Instant time, String watch, String method, long address, String thread, long osThreadId, String top) {}

    static ReadyFile read(Path file) throws IOException {
        List<Moment> hits = new ArrayList<>();
        List<Moment> executions = new ArrayList<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                switch (event.getEventType().getName()) {
                    case "dev.xwatch.Hit" -> hits.add(hit(event));
                    case "dev.xwatch.Execution" -> executions.add(execution(event));
                    default -> {
                        // Not of interest.
                    }
                }
            }
        }
        return new ReadyFile(sorted(hits.stream()), sorted(executions.stream()));
    }

    /** There is an execution for each hit, and it tells the same. Names the first that does not: there are many. */
    void requireExecutionsAreHits() {
        if (hits.isEmpty()) {
            throw new AssertionError("no hits");
        }
        for (int i = 0; i < Math.min(hits.size(), executions.size()); i++) {
            if (!hits.get(i).equals(executions.get(i))) {
                throw new AssertionError(i + ": hit " + hits.get(i) + "\nexecution " + executions.get(i));
            }
        }
        if (hits.size() != executions.size()) {
            throw new AssertionError(hits.size() + " hits, " + executions.size() + " executions");
        }
    }

    private static List<Moment> sorted(Stream<Moment> moments) {
        return moments.sorted(Comparator.comparing(Moment::time)
                        .thenComparing(Moment::osThreadId)
                        .thenComparing(Moment::address))
                .toList();
    }

    private static Moment hit(RecordedEvent event) {
        RecordedThread thread = event.getValue("thread");
        String stack = event.getString("stack");
        return moment(
                event,
                thread == null ? event.getString("threadName") : thread.getJavaName(),
                event.getInt("osThreadId"),
                stack.isEmpty() ? withoutParentheses(event.getString("method")) : top(stack));
    }

    /** Of a text of lines {@code class.method(File.java:line)}. */
    private static String top(String stack) {
        String line = stack.lines().findFirst().orElseThrow();
        return withoutParentheses(line) + line.replaceAll("^.*?(:\\d+)?\\)$", "$1");
    }

    private static String withoutParentheses(String text) {
        return text.substring(0, text.lastIndexOf('('));
    }

    private static Moment execution(RecordedEvent event) {
        RecordedThread thread = event.getThread();
        String name = thread.getJavaName() == null ? thread.getOSName() : thread.getJavaName();
        return moment(event, name, thread.getOSThreadId(), event.getStackTrace() == null ? "" : top(event));
    }

    private static String top(RecordedEvent event) {
        RecordedFrame top = event.getStackTrace().getFrames().get(0);
        String line = top.getLineNumber() > 0 ? ":" + top.getLineNumber() : "";
        return top.getMethod().getType().getName() + "." + top.getMethod().getName() + line;
    }

    private static Moment moment(RecordedEvent event, String thread, long osThreadId, String top) {
        return new Moment(
                event.getStartTime(),
                event.getString("watch"),
                event.getString("method"),
                event.getLong("address"),
                thread,
                osThreadId,
                top);
    }
}
