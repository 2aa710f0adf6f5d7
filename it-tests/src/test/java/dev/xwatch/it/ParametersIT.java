package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The arguments of a hit are what was passed, or marked as not captured, while the collector moves what they refer to.
 * {@code -Dxwatch.parameters.calls} makes it longer.
 */
@RequiresBreakpoints
class ParametersIT {
    private static final int CALLS = Integer.getInteger("xwatch.parameters.calls", 1500);
    private static final int METHODS = 2;
    private static final String CALLED = "dev.xwatch.it.app.Parameters";

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    Path directory;

    static Stream<Arguments> eachCollector() throws IOException {
        return Jdks.found().stream()
                .flatMap(jdk -> Stream.of("G1", "Z", "Serial", "Parallel").map(gc -> Arguments.of(jdk, gc)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("eachCollector")
    void argumentsAreWhatWasPassed(Jdk jdk, String collector) throws Exception {
        Path truth = directory.resolve("truth.txt");
        Path recording = directory.resolve("hits.jfr");
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-XX:+Use" + collector + "GC", "-Xmx64m")
                .jvm("-XX:CompileCommand=quiet", "-XX:+EnableDynamicAgentLoading")
                // Compiled for good before the calls that are compared.
                .jvm(Stream.of("statically", "instance")
                        .flatMap(method -> Stream.of(
                                "-XX:CompileCommand=dontinline," + CALLED + "::" + method,
                                "-XX:CompileCommand=BackgroundCompilation," + CALLED + "::" + method + ",false"))
                        .toArray(String[]::new))
                // There from the start: on JDK 17 an agent that comes late has all compiled code thrown out.
                .agent("list")
                .main(Parameters.class, truth.toString(), Integer.toString(CALLS)));
        child.awaitLine("ready");
        ReplyFile reply = child.load(
                "watch:" + CALLED + "::statically,watch:" + CALLED + "::instance,stack:off,record:" + recording);
        assertThat(reply.watches()).extracting(ReplyFile.Watch::state).containsOnly("Armed");
        child.println("go");
        child.awaitLine("done");
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();

        compare(read(truth), recording);
    }

    private static Map<Integer, String> read(Path truth) throws IOException {
        Map<Integer, String> passed = new HashMap<>();
        for (String line : Files.readAllLines(truth)) {
            int tab = line.indexOf('\t');
            passed.put(Integer.parseInt(line.substring(0, tab)), line.substring(tab + 1));
        }
        return passed;
    }

    private static void compare(Map<Integer, String> passed, Path recording) throws IOException {
        // Earlier ones may have a hit twice, of a thread that was armed twice, until that is noticed.
        Map<String, RecordedEvent> last = new HashMap<>();
        Map<String, Long> duplicates = new HashMap<>();
        // The compilation that each call entered.
        Map<Integer, Integer> entered = new HashMap<>();
        int repeated = 0;
        int passedOn = 0;
        int moves = 0;
        int hits = 0;
        int values = 0;
        int notCaptured = 0;
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals("dev.xwatch.WatchCount")) {
                    last.merge(
                            event.getString("watch"),
                            event,
                            BinaryOperator.maxBy(Comparator.comparing(RecordedEvent::getStartTime)));
                    duplicates.merge(event.getString("watch"), event.getLong("duplicates"), Math::max);
                } else if (event.getEventType().getName().equals("dev.xwatch.WatchState")) {
                    moves += event.getString("state").equals("Moved") ? 1 : 0;
                } else if (event.getEventType().getName().equals("dev.xwatch.Hit")) {
                    String arguments = event.getString("arguments");
                    int call = Integer.parseInt(arguments.substring("call=".length(), arguments.indexOf(',')));
                    assertThat(arguments).isEqualTo(passed.get(call));
                    assertThat(event.getString("caller")).startsWith(CALLED + ".call");
                    assertThat(event.getString("stack")).isEmpty();
                    Integer before = entered.put(call, event.getInt("compileId"));
                    if (before != null && before == event.getInt("compileId")) {
                        repeated++; // by the kernel, which does that now and then
                        continue;
                    }
                    if (before != null) {
                        // It came to a version that had just been left, which nobody had noticed yet, and entered the
                        // next.
                        assertThat(before).isLessThan(event.getInt("compileId"));
                        passedOn++;
                        continue;
                    }
                    hits++;
                    String[] each = arguments.split(", ", -1);
                    values += each.length;
                    notCaptured += (int)
                            Arrays.stream(each).filter(a -> a.endsWith("=?")).count();
                }
            }
        }
        System.out.println(hits + " of " + METHODS * CALLS + " calls, " + values + " arguments equal, of these "
                + notCaptured + " marked as not captured");
        assertThat(passed.size() - entered.size())
                .as("calls without a hit")
                .isEqualTo(last.values().stream().mapToInt(ParametersIT::unseen).sum() + repeated + passedOn);
        assertThat(passedOn).as("at most one for each move").isLessThanOrEqualTo(moves);
        assertThat(repeated)
                .isLessThanOrEqualTo(
                        duplicates.values().stream().mapToInt(Long::intValue).sum());
        assertThat(hits).isGreaterThan(METHODS * CALLS * 9 / 10);
        assertThat(notCaptured).as("one floating point register in each call").isEqualTo(hits);
    }

    /**
     * Not entered by the version that was armed, by the kernel's count; without room in the ring; or at the entry of a version
     * that had been left, from where they were passed on. A record that is there twice can hide one that is lost, so both
     * are needed for the sum.
     */
    private static int unseen(RecordedEvent count) {
        return Math.toIntExact(CALLS
                - count.getLong("hits")
                + count.getLong("lost")
                + count.getLong("discarded")
                - count.getLong("duplicates"));
    }
}
