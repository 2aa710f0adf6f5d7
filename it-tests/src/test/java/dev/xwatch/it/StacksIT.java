package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.Stacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The stack of a hit is what {@link StackWalker} sees at that moment: frame by frame, with lines and bytecode indexes.
 * {@code -Dxwatch.stacks.rounds} makes it longer.
 */
@RequiresBreakpoints
class StacksIT {
    private static final int ROUNDS = Integer.getInteger("xwatch.stacks.rounds", 40);
    private static final int CALLS = ROUNDS * Stacks.CALLS_PER_ROUND;
    private static final String WATCHED = "dev.xwatch.it.app.Witness$Watched";

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    Path directory;

    /** @param frames class.method(File.java:line), a space, the bytecode index; the caller of the watched method first */
    private record Witnessed(List<String> frames) {}

    static Stream<Arguments> eachCollector() throws IOException {
        return Jdks.found().stream()
                .flatMap(jdk -> Stream.of("G1", "Z", "Serial", "Parallel").map(gc -> Arguments.of(jdk, gc)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("eachCollector")
    void stacksAreThoseThatStackWalkerSees(Jdk jdk, String collector) throws Exception {
        Path truth = directory.resolve("truth.txt");
        Path recording = directory.resolve("hits.jfr");
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-XX:+Use" + collector + "GC", "-XX:CompileCommand=quiet", "-XX:+EnableDynamicAgentLoading")
                .jvm("-XX:CompileCommand=dontinline," + WATCHED + "::leaf")
                // Compiled for good when the first of its callers is still interpreted.
                .jvm("-XX:CompileCommand=BackgroundCompilation," + WATCHED + "::leaf,false")
                // The JDK's own way to call a method from native code, on both JDKs.
                .jvm("-Dsun.reflect.inflationThreshold=2147483647", "-Djdk.reflect.useNativeAccessorOnly=true")
                // There from the start: on JDK 17 an agent that comes late has all compiled code thrown out.
                .agent("list")
                .main(Stacks.class, truth.toString(), Integer.toString(ROUNDS)));
        child.awaitLine("ready");
        assertThat(child.load("watch:" + WATCHED + "::leaf,stack:128,record:" + recording)
                        .only()
                        .state())
                .isEqualTo("Armed");
        child.println("go");
        child.awaitLine("done");
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();

        compare(read(truth), recording);
    }

    private static Map<Integer, Witnessed> read(Path truth) throws IOException {
        Map<Integer, Witnessed> witnessed = new HashMap<>();
        for (String line : Files.readAllLines(truth)) {
            List<String> parts = Arrays.asList(line.split("\t", -1));
            witnessed.put(Integer.parseInt(parts.get(0)), new Witnessed(parts.subList(1, parts.size())));
        }
        return witnessed;
    }

    private static void compare(Map<Integer, Witnessed> witnessed, Path recording) throws IOException {
        Map<String, Integer> unfinished = new TreeMap<>();
        Map<Character, Integer> kinds = new TreeMap<>();
        Set<Integer> seen = new HashSet<>();
        int compared = 0;
        // Not entered by the version that was armed, or without room in the ring, by the kernel's count.
        int unseen = CALLS;
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals("dev.xwatch.WatchCount")) {
                    unseen = Math.min(unseen, (int) (CALLS - event.getLong("hits") + event.getLong("lost")));
                }
                if (!event.getEventType().getName().equals("dev.xwatch.Hit")) {
                    continue;
                }
                String arguments = event.getString("arguments");
                int number = Integer.parseInt(arguments.substring(arguments.indexOf('=') + 1, arguments.indexOf(',')));
                if (!seen.add(number)) {
                    continue; // the kernel writes a record twice now and then
                }
                Witnessed truth = Objects.requireNonNull(witnessed.remove(number), event::toString);
                compared++;
                compare(truth.frames(), event, unfinished, kinds);
            }
        }
        System.out.println(compared + " stacks equal, kinds of frames " + kinds + ", unfinished " + unfinished);
        assertThat(witnessed).as("calls without a hit").hasSize(unseen);
        assertThat(compared).isGreaterThan(CALLS * 9 / 10);
        assertThat(kinds.keySet()).contains('c', 'i', 'l', 'n');
        assertThat(unfinished).isEmpty();
    }

    private static void compare(
            List<String> truth, RecordedEvent event, Map<String, Integer> unfinished, Map<Character, Integer> kinds) {
        List<String> lines = event.getString("stack").lines().toList();
        String last = lines.get(lines.size() - 1);
        if (last.startsWith("... ")) {
            unfinished.merge(last, 1, Integer::sum);
            lines = lines.subList(0, lines.size() - 1);
            truth = truth.subList(0, lines.size() - 1);
        }
        String[] details = event.getString("frames").split(" ", -1);
        assertThat(details).as("%s", event).hasSameSizeAs(lines);
        assertThat(lines).as("witnessed: %s, hit: %s", truth, event).hasSize(truth.size() + 1);
        assertThat(lines.get(0)).startsWith(WATCHED + ".leaf(Witness.java:");
        assertThat(event.getString("caller")).isEqualTo(lines.get(1));
        for (int i = 1; i < lines.size(); i++) {
            String detail = details[i];
            String expected = truth.get(i - 1);
            char kind = detail.charAt(detail.length() - 1);
            kinds.merge(kind, 1, Integer::sum);
            // The witness calls twice from one line: there the index is another one.
            String index = i == 1 || kind == 'n'
                    ? expected.substring(expected.lastIndexOf(' ') + 1)
                    : detail.substring(0, detail.length() - 1);
            assertThat(lines.get(i) + " " + index)
                    .as("frame %d of %s", i, event)
                    .isEqualTo(expected);
        }
    }
}
