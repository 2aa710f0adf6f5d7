package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The demo's calls and the hits in the recording, for whoever reads it. The demo is played once on each JDK. */
@RequiresBreakpoints
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SteadyPhasesIT {
    private static final int CALLS = 2_000;
    private static final int LENGTH = 8;
    private static final Set<String> STEADY = Set.of("steady-1", "steady-2", "rwx", "wx");

    /** The two parsers turn ticks into nanoseconds each in its own way. */
    private static final Duration ROUNDING = Duration.ofNanos(1000);

    /**
     * One of so many, fewer in fact. JFR describes an ended thread in the chunk in which it ended. A hit that is written into
     * the next one refers to it all the same: the JDK's parser looks into the chunk before too, JMC's does not.
     */
    private static final int MOST_WITHOUT_THREAD = 20;

    private final Map<Jdk, DemoRun> runs = new HashMap<>();

    /** Static: one for all tests. */
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path directory;

    private DemoRun run(Jdk jdk) throws Exception {
        DemoRun run = runs.get(jdk);
        if (run == null) {
            run = DemoRun.play(jdk, CALLS, LENGTH, directory.resolve(jdk.version() + ".jfr"));
            runs.put(jdk, run);
        }
        return run;
    }

    private List<PhaseCount> steady(Jdk jdk) throws Exception {
        List<PhaseCount> steady = run(jdk).phases().stream()
                .filter(phase -> phase.phase().steady())
                .toList();
        assertThat(steady.stream().map(phase -> phase.phase().name())).containsExactlyInAnyOrderElementsOf(STEADY);
        return steady;
    }

    @EachJdk
    void everyCallIsCounted(Jdk jdk) throws Exception {
        assertThat(steady(jdk))
                .allSatisfy(phase -> assertThat(phase.counts().hits())
                        .as("kernel's hits in %s", phase.phase())
                        .isEqualTo(phase.phase().calls()));
    }

    @EachJdk
    void everyHitIsAccountedFor(Jdk jdk) throws Exception {
        DemoRun run = run(jdk);

        run.file().requireCountsAddUp();
        for (PhaseCount phase : run.phases()) {
            assertThat(phase.hits()).as("hits in %s", phase.phase()).hasSize((int)
                    phase.counts().recorded());
        }
    }

    @EachJdk
    void noHitLiesOutsideThePhaseThatMadeIt(Jdk jdk) throws Exception {
        DemoRun run = run(jdk);

        long inPhases =
                run.phases().stream().mapToLong(phase -> phase.hits().size()).sum();
        assertThat(run.file().hits().size()).isEqualTo((int) inPhases);
    }

    @EachJdk
    void methodHitsTellWhatWasEntered(Jdk jdk) throws Exception {
        for (PhaseCount phase : steady(jdk)) {
            if (phase.phase().scene().equals("tiers")) {
                HitFile.State armed = armedBefore(phase, run(jdk).file());
                assertThat(armed.tier()).as("tier in %s", phase.phase()).isEqualTo(4);
                assertThat(armed.compileId()).isPositive();
                for (HitFile.Hit hit : phase.hits()) {
                    assertThat(hit.kind()).isEqualTo("method");
                    assertThat(hit.method()).startsWith("dev.xwatch.demo.Pricing.price(");
                    assertThat(hit.address()).isEqualTo(armed.address());
                    assertThat(hit.compileId()).isEqualTo(armed.compileId());
                    assertThat(hit.tier()).isEqualTo(armed.tier());
                }
            }
        }
    }

    @EachJdk
    void codeHitsTellTheAddress(Jdk jdk) throws Exception {
        for (PhaseCount phase : steady(jdk)) {
            if (phase.phase().scene().equals("code")) {
                long page = Long.decode(phase.phase().target());
                for (HitFile.Hit hit : phase.hits()) {
                    assertThat(hit.kind()).isEqualTo("address");
                    assertThat(hit.address()).isEqualTo(page);
                    assertThat(hit.compileId()).isZero();
                    assertThat(hit.tier()).isZero();
                }
            }
        }
    }

    @EachJdk
    void hitsTellTheThread(Jdk jdk) throws Exception {
        for (PhaseCount phase : steady(jdk)) {
            Map<Integer, String> names = new HashMap<>();
            boolean allNamed = true;
            for (HitFile.Hit hit : phase.hits()) {
                if (hit.threadName().isEmpty()) {
                    // Only of a thread that was gone before the first of its hits was decoded, on a very busy machine.
                    assertThat(phase.phase().name()).as("%s", hit).isIn("steady-2", "wx"); // where threads end
                    allNamed = false;
                    continue;
                }
                assertThat(hit.threadName()).matches("demo-(worker|late)-[1-4]");
                assertThat(names.computeIfAbsent(hit.osThreadId(), tid -> hit.threadName()))
                        .isEqualTo(hit.threadName());
                // A thread that ends when its calls are made may be gone by the time the last of them is decoded.
                if (hit.javaThread().isPresent() || livesOn(hit, phase)) {
                    assertThat(hit.javaThread()).as("%s", hit).hasValue(hit.threadName());
                }
            }
            Set<String> expected = new HashSet<>(threads("demo-worker-"));
            if (phase.phase().name().equals("steady-2")) {
                expected.addAll(threads("demo-late-"));
            }
            if (allNamed) {
                assertThat(names.values()).containsExactlyInAnyOrderElementsOf(expected);
            } else {
                assertThat(expected).containsAll(names.values());
            }
        }
    }

    @EachJdk
    void missionControlSeesTheSame(Jdk jdk) throws Exception {
        List<HitFile.Hit> expected = inOneOrder(run(jdk).file().hits());
        List<HitFile.Hit> seen = inOneOrder(JmcFile.hits(run(jdk).recording()));

        assertThat(seen.size()).isEqualTo(expected.size());
        int withoutThread = 0;
        for (int i = 0; i < seen.size(); i++) {
            HitFile.Hit hit = seen.get(i);
            Duration apart =
                    Duration.between(expected.get(i).time(), hit.time()).abs();
            assertThat(apart).isLessThanOrEqualTo(ROUNDING);
            HitFile.Hit same = hit.at(expected.get(i).time());
            if (!same.equals(expected.get(i))) {
                assertThat(same).isEqualTo(expected.get(i).withoutThread());
                withoutThread++;
            }
        }
        assertThat(withoutThread).isLessThan(seen.size() / MOST_WITHOUT_THREAD);
    }

    @EachJdk
    void jfrSummaryAndPrintShowThem(Jdk jdk) throws Exception {
        DemoRun run = run(jdk);
        String recording = run.recording().toString();
        int hits = run.file().hits().size();
        // Each hit stands twice in it: as Hit, and as Execution for JMC.
        int methodLines = 2 * run.file().hits(DemoRun.METHOD).size()
                + (int) run.file().states(DemoRun.METHOD).stream()
                        .filter(state -> !state.method().isEmpty())
                        .count();

        assertThat(Tool.run(List.of(jdk.tool("jfr"), "summary", recording)))
                .containsPattern("dev\\.xwatch\\.Hit +" + hits + " ")
                .contains("dev.xwatch.WatchState", "dev.xwatch.WatchCount");

        Map<String, Integer> lines = new HashMap<>();
        Tool.run(
                List.of(jdk.tool("jfr"), "print", "--events", "dev.xwatch.*", recording),
                line -> lines.merge(kindOf(line), 1, Integer::sum));
        assertThat(lines)
                .containsEntry("dev.xwatch.Hit {", hits)
                .containsEntry("method = \"dev.xwatch.demo.Pricing.price(", methodLines)
                .containsKeys("address = 0x", "thread = \"demo-worker-", "tier = 4", "compileId = ")
                .containsKeys("dev.xwatch.WatchState {", "dev.xwatch.WatchCount {");
    }

    /** After the last phase the demo ends all its threads, the late ones after the phase that they were started for. */
    private static boolean livesOn(HitFile.Hit hit, PhaseCount phase) {
        return hit.threadName().startsWith("demo-worker-")
                && !phase.phase().name().equals("wx");
    }

    /** What a printed line begins with, of that which is looked for. */
    private static String kindOf(String line) {
        String text = line.strip();
        return List.of(
                        "dev.xwatch.Hit {",
                        "dev.xwatch.WatchState {",
                        "dev.xwatch.WatchCount {",
                        "method = \"dev.xwatch.demo.Pricing.price(",
                        "address = 0x",
                        "thread = \"demo-worker-",
                        "tier = 4",
                        "compileId = ")
                .stream()
                .filter(text::startsWith)
                .findFirst()
                .orElse("");
    }

    private static HitFile.State armedBefore(PhaseCount phase, HitFile file) {
        return file.states(phase.watch()).stream()
                .filter(state -> state.time().isBefore(phase.phase().begin()) && state.address() != 0)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static List<String> threads(String name) {
        List<String> threads = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            threads.add(name + i);
        }
        return threads;
    }

    private static List<HitFile.Hit> inOneOrder(List<HitFile.Hit> hits) {
        return hits.stream()
                .sorted(Comparator.comparingInt(HitFile.Hit::osThreadId).thenComparing(HitFile.Hit::time))
                .toList();
    }
}
