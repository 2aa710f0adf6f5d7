package dev.xwatch.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plays the demo under the agent on every JDK found, and prints what it says it called beside what xwatch saw of it.
 * Exit status 1 if they differ in a phase in which they must not.
 */
public final class DemoTable {
    private static final int CALLS = 20_000;
    /** The length that was refused elsewhere for a watch on execution. */
    private static final int LENGTH = 1;

    private static final List<String> HEADER =
            List.of("phase", "watch", "calls made", "kernel's hits", "recorded", "lost", "remark");

    private static final String LEGEND = """
            calls made: as the demo itself counts them, which knows nothing of xwatch
            kernel's hits: the growth of the kernel's count, from the pause before the phase to the pause after it
            recorded: dev.xwatch.Hit events in the recording whose time lies within the phase
            lost: hits that the kernel counted but had no room to describe""";

    private DemoTable() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Optional<String> missing = BreakpointProbe.missing();
        if (missing.isPresent()) {
            System.out.println("This machine cannot watch: " + missing.get());
            System.exit(1);
        }
        boolean good = true;
        for (Jdk jdk : Jdks.found()) {
            good &= play(jdk);
        }
        System.out.println(LEGEND);
        System.exit(good ? 0 : 1);
    }

    private static boolean play(Jdk jdk) throws IOException, InterruptedException {
        Path recording = Artifacts.testClasses().resolveSibling("demo-" + jdk.version() + ".jfr");
        System.out.println(jdk + ": the demo runs under the agent, which takes about a minute ...");
        DemoRun run = DemoRun.play(jdk, CALLS, LENGTH, recording);
        print(table(run));
        run.stderr().forEach(line -> System.out.println("stderr: " + line));
        boolean good = run.phases().stream().allMatch(phase -> !phase.phase().steady() || phase.everyCallCounted());
        if (!good) {
            System.out.println("WRONG: in a steady phase the kernel's hits are not the calls made");
        }
        System.out.println("All hits, with times, threads and compilations: " + recording + System.lineSeparator());
        return good;
    }

    private static List<List<String>> table(DemoRun run) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADER));
        for (PhaseCount phase : run.phases()) {
            rows.add(List.of(
                    phase.phase().name(),
                    phase.watch(),
                    number(phase.phase().calls()),
                    number(phase.counts().hits()),
                    number(phase.hits().size()),
                    number(phase.counts().lost()),
                    remark(phase)));
        }
        return rows;
    }

    private static String remark(PhaseCount phase) {
        long unseen = phase.phase().calls() - phase.counts().hits();
        if (unseen == 0) {
            return phase.phase().steady() ? "steady: every call" : "every call";
        }
        if (phase.phase().steady()) {
            return "DIFFERS by " + -unseen;
        }
        return number(unseen) + " not seen: interpreted, or in new code before it was armed (" + changes(phase) + ")";
    }

    private static String changes(PhaseCount phase) {
        return phase.changes().stream()
                .map(change -> change.tier() == 0 ? change.state() : change.state() + " tier " + change.tier())
                .collect(Collectors.joining(", "));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static void print(List<List<String>> rows) {
        int columns = HEADER.size();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                int at = column;
                int width =
                        rows.stream().mapToInt(r -> r.get(at).length()).max().orElse(0);
                boolean number = column >= 2 && column < columns - 1;
                String cell = row.get(column);
                String pad = " ".repeat(width - cell.length());
                line.append(number ? pad + cell : cell + pad).append("  ");
            }
            System.out.println(line.toString().stripTrailing());
        }
    }
}
