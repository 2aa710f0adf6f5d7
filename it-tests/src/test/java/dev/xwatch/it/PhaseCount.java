package dev.xwatch.it;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A phase of the demo beside what xwatch has of it.
 *
 * @param phase with the calls that the demo says it made
 * @param watch the name of the watch on what was called
 * @param counts what was counted from the pause before the phase to the pause after it
 * @param hits the recorded hits whose times lie within the phase
 * @param changes of the watch's state within the phase
 */
record PhaseCount(
        HitFile.PhaseSpan phase, String watch, Counts counts, List<HitFile.Hit> hits, List<HitFile.State> changes) {
    /**
     * What the demo printed is compared with what it wrote into the recording, and the phases with the watch whose spec
     * contains their target. The demo must have paused before each phase for longer than counts are apart.
     */
    static List<PhaseCount> of(List<String> stdout, HitFile file) {
        requireSame(PrintedPhase.all(stdout), file.phases());
        List<PhaseCount> phases = new ArrayList<>();
        Map<String, Counts> before = new HashMap<>();
        for (int i = 0; i < file.phases().size(); i++) {
            HitFile.PhaseSpan phase = file.phases().get(i);
            Optional<Instant> next = i + 1 < file.phases().size()
                    ? Optional.of(file.phases().get(i + 1).begin())
                    : Optional.empty();
            String watch = watchOf(phase.target(), file);
            Counts after = lastBetween(phase.end(), next, watch, file);
            phases.add(new PhaseCount(
                    phase,
                    watch,
                    after.since(before.getOrDefault(watch, Counts.NONE)),
                    file.hits(watch).stream()
                            .filter(hit -> phase.contains(hit.time()))
                            .toList(),
                    file.states(watch).stream()
                            .filter(state -> !state.snapshot() && phase.contains(state.time()))
                            .toList()));
            before.put(watch, after);
        }
        return phases;
    }

    /** Whether the kernel counted each call, and only them. */
    boolean everyCallCounted() {
        return counts.hits() == phase.calls();
    }

    private static void requireSame(List<PrintedPhase> printed, List<HitFile.PhaseSpan> recorded) {
        List<String> calls = printed.stream()
                .map(phase -> phase.name() + " " + phase.calls())
                .toList();
        List<String> recordedCalls = recorded.stream()
                .map(phase -> phase.name() + " " + phase.calls())
                .toList();
        if (calls.isEmpty() || !calls.equals(recordedCalls)) {
            throw new AssertionError("the demo printed the phases " + calls + " and recorded " + recordedCalls);
        }
    }

    private static String watchOf(String target, HitFile file) {
        return file.counts().stream()
                .map(HitFile.Count::watch)
                .filter(watch -> watch.contains(target))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no watch on " + target + " was ever counted"));
    }

    /** The last, because the first was perhaps read before the phase ended and written after. */
    private static Counts lastBetween(Instant end, Optional<Instant> next, String watch, HitFile file) {
        return file.counts(watch).stream()
                .filter(count -> !count.time().isBefore(end))
                .filter(count -> next.isEmpty() || count.time().isBefore(next.get()))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no WatchCount of " + watch + " between " + end + " and " + next))
                .counts();
    }
}
