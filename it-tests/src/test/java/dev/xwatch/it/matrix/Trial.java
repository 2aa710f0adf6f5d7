package dev.xwatch.it.matrix;

import dev.xwatch.it.ChildJvm;
import dev.xwatch.it.Counts;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.Launch;
import dev.xwatch.it.ReplyFile;
import dev.xwatch.it.app.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** One JVM, attached to while it calls what it knows: what xwatch says of it is compared. */
final class Trial {
    /** What is checked, in this order. */
    static final List<String> COLUMNS = List.of("armed", "hits", "stack", "thread", "arguments", "stop");

    private static final String OK = "OK";
    private static final String NOT_TRIED = "-";
    private static final String TARGET = "dev.xwatch.it.app.Known::target";
    private static final String NAME = "known";

    /** Of a round before it comes to rest. */
    private static final int WARM_UP = 10_000;

    private static final int ROUNDS = 30;
    private static final int CALLS = 5_000;
    /** Whose hits are looked at one by one: no more than a ring holds. */
    private static final int RECORDED = 20;

    private static final int LONGEST_REMARK = 200;

    private final ChildJvm child;

    private Trial(ChildJvm child) {
        this.child = child;
    }

    /** @return a cell for each column: OK, or what xwatch or the JVM said instead */
    static List<String> run(Jdk jdk, Configuration configuration) throws IOException, InterruptedException {
        try (ChildJvm child = Launch.on(jdk)
                .jvm(configuration.flags().toArray(String[]::new))
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline," + TARGET)
                .main(Known.class)
                .start()) {
            Optional<String> started = child.line("ready");
            return started.isPresent()
                    ? new Trial(child).checks()
                    : row("does not start: " + remark(child.firstWords()));
        }
    }

    /** What was said, and nothing else was tried. */
    private static List<String> row(String said) {
        List<String> row = new ArrayList<>(Collections.nCopies(COLUMNS.size(), NOT_TRIED));
        row.set(0, said);
        return row;
    }

    private static String remark(String said) {
        String line = said.replace("|", "\\|").replaceAll("\\s+", " ").strip();
        return line.substring(0, Math.min(LONGEST_REMARK, line.length()));
    }

    private List<String> checks() throws IOException, InterruptedException {
        // Before xwatch is there, of whose loading a JVM warns too.
        String warning =
                child.warning().map(said -> "; the JVM: " + remark(said)).orElse("");
        call(WARM_UP);
        Path file = Files.createTempFile("xwatch-matrix", ".jfr");
        try {
            // From the start: JDK 17 throws compiled code out when a recording begins.
            ReplyFile reply = child.attach("watch:" + NAME + "@" + TARGET + ",budget:off,record:" + file);
            return reply.error().isPresent() ? row(remark(reply.error().get().why())) : checks(file, warning);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private List<String> checks(Path file, String warning) throws IOException, InterruptedException {
        ReplyFile.Watch rest = atRest();
        if (rest.compileId() == 0) {
            String hits = call(CALLS).hits() + " of " + grouped(CALLS) + " calls";
            return List.of(
                    remark(rest.state() + ": " + rest.reason()), hits, NOT_TRIED, NOT_TRIED, NOT_TRIED, stopped());
        }
        long hits = call(CALLS).hits();
        child.println("stack");
        String stack = child.awaitLine("stack\t");
        child.awaitLine("called stack,");
        long recorded = call(RECORDED).recorded();
        String stop = stopped();
        List<RecordedEvent> last = last(file);
        return List.of(
                OK + ", tier " + rest.tier() + warning,
                hits == CALLS && recorded == RECORDED && last.size() == RECORDED
                        ? OK
                        : grouped(hits) + " of " + grouped(CALLS) + " calls, " + recorded + " of " + RECORDED
                                + " recorded, " + last.size() + " in the file",
                all(last, hit -> isCalledBy(stack, hit), hit -> hit.getString("stack")),
                all(last, hit -> hit.getString("threadName").equals(Known.THREAD), hit -> hit.getString("threadName")),
                arguments(last),
                stop);
    }

    /** Compiled as it will be from now on, and armed; or as it is after many rounds. */
    private ReplyFile.Watch atRest() throws IOException, InterruptedException {
        ReplyFile.Watch last = child.attach("list").only();
        for (int round = 0; round < ROUNDS; round++) {
            call(WARM_UP);
            ReplyFile.Watch now = child.attach("list").only();
            boolean isCounted = now.counts().since(last.counts()).hits() == WARM_UP;
            if (isCounted && now.compileId() == last.compileId() && now.tier() != 2 && now.tier() != 3) {
                return now;
            }
            last = now;
        }
        return last;
    }

    /** @return what was counted meanwhile */
    private Counts call(int calls) throws IOException, InterruptedException {
        List<ReplyFile.Watch> before = child.attach("list").watches();
        child.println(Integer.toString(calls));
        child.awaitLine("called " + calls + ",");
        List<ReplyFile.Watch> after = child.attach("list").watches();
        return before.isEmpty() || after.isEmpty()
                ? Counts.NONE
                : after.get(0).counts().since(before.get(0).counts());
    }

    /** Whether nothing of xwatch is left, and the application goes on. */
    private String stopped() throws IOException, InterruptedException {
        child.attach("stop");
        call(CALLS);
        List<String> left = child.threads().stream()
                .filter(name -> name.startsWith("xwatch"))
                .toList();
        return left.isEmpty() ? OK : "threads are left: " + left;
    }

    /** The hits of the last calls. */
    private static List<RecordedEvent> last(Path file) throws IOException {
        List<RecordedEvent> hits = new ArrayList<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().equals("dev.xwatch.Hit")) {
                hits.add(event);
            }
        }
        hits.sort(Comparator.comparing(RecordedEvent::getStartTime));
        return hits.subList(Math.max(0, hits.size() - RECORDED), hits.size());
    }

    /** Below the target's own frame, whose line is not compared. */
    private static boolean isCalledBy(String stack, RecordedEvent hit) {
        List<String> lines = hit.getString("stack").lines().toList();
        List<String> known = Arrays.asList(stack.split("\t", -1));
        return !lines.isEmpty()
                && lines.get(0).startsWith("dev.xwatch.it.app.Known.target(Known.java:")
                && lines.subList(1, lines.size()).equals(known.subList(1, known.size()));
    }

    private static String all(
            List<RecordedEvent> hits, Function<RecordedEvent, Boolean> isRight, Function<RecordedEvent, String> said) {
        return hits.isEmpty()
                ? NOT_TRIED
                : hits.stream()
                        .filter(hit -> !isRight.apply(hit))
                        .findFirst()
                        .map(hit -> remark(said.apply(hit)))
                        .orElse(OK);
    }

    private static String arguments(List<RecordedEvent> hits) {
        List<String> said = hits.stream().map(hit -> hit.getString("arguments")).toList();
        List<String> known = IntStream.range(0, RECORDED)
                .mapToObj(number -> "number=" + number + ", text=not null, big=" + Known.BIG)
                .toList();
        return hits.isEmpty() ? NOT_TRIED : said.equals(known) ? OK : remark(said.get(0));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
