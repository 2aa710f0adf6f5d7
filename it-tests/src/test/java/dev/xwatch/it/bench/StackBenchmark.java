package dev.xwatch.it.bench;

import dev.xwatch.it.ChildJvm;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.Launch;
import dev.xwatch.it.app.Deep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** How many frames are found in a piece of the stack. */
final class StackBenchmark implements Benchmark {
    private static final int DEPTH = 300;
    private static final String TARGET = "dev.xwatch.it.app.Deep::target";

    /** What a frame that is asked for takes, see docs/architecture.md. */
    private static final int BYTES_PER_FRAME = 32;

    @Override
    public String question() {
        return "A method is called from a stack of some " + DEPTH
                + " frames, most of them compiled by C2 and partly inlined. *Got*: the"
                + " frames of a hit, the least and the most, with the option `stack` of which the size of the piece follows.";
    }

    @Override
    public List<String> columns() {
        return List.of("stack taken", "option", "frames got", "frames there", "hits");
    }

    @Override
    public void measure(Jdk jdk, Consumer<List<String>> rows) throws IOException, InterruptedException {
        for (int kibibytes : new int[] {1, 2, 4, 8}) {
            rows.accept(row(jdk, kibibytes));
        }
    }

    private static List<String> row(Jdk jdk, int kibibytes) throws IOException, InterruptedException {
        Path recording = Files.createTempDirectory("xwatch-bench").resolve("deep.jfr");
        String there;
        int frames = kibibytes * 1024 / BYTES_PER_FRAME;
        try (ChildJvm child = Launch.on(jdk)
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline," + TARGET)
                // There from the start: on JDK 17 an agent that comes late has all compiled code thrown out.
                .agent("list")
                .main(Deep.class, Integer.toString(DEPTH))
                .start()) {
            there = child.awaitLine("frames ");
            child.attach("watch:" + TARGET + ",stack:" + frames + ",budget:off,record:" + recording);
            child.println("");
            child.awaitLine("done");
            child.attach("stop");
        }
        List<Integer> got = RecordingFile.readAllEvents(recording).stream()
                .filter(event -> event.getEventType().getName().equals("dev.xwatch.Hit"))
                .map(StackBenchmark::frames)
                .sorted()
                .toList();
        return List.of(
                kibibytes + " KiB",
                "`stack:" + frames + "`",
                String.format(Locale.ROOT, "%d to %d", got.get(0), got.get(got.size() - 1)),
                there.substring("frames ".length()),
                Integer.toString(got.size()));
    }

    private static int frames(RecordedEvent hit) {
        return (int) hit.getString("stack")
                .lines()
                .filter(line -> !line.startsWith("... "))
                .count();
    }
}
