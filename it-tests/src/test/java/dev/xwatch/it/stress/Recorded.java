package dev.xwatch.it.stress;

import dev.xwatch.it.HitFile;
import dev.xwatch.it.app.Family;
import java.util.Optional;

/** What is true of each recording of a {@link dev.xwatch.it.app.Stressed}, whatever happened meanwhile. */
final class Recorded {
    private Recorded() {}

    /**
     * Each hit of a family's method is by a thread of its, or one that came and went unseen, and called by its caller.
     *
     * @throws AssertionError for the first that is not
     */
    static void requireRightAttribution(HitFile file, Tally tally) {
        for (HitFile.Hit hit : file.hits()) {
            family(hit).ifPresent(family -> require(hit, family, tally));
        }
        tally.add("recordings with hits", file.hits().isEmpty() ? 0 : 1);
        tally.add("recordings without", file.hits().isEmpty() ? 1 : 0);
        file.states().stream()
                .filter(state -> !state.snapshot() && state.address() != 0)
                .forEach(state -> tally.most("latency ns", state.latencyNanos()));
    }

    /** Whose method was hit. */
    static Optional<Family> family(HitFile.Hit hit) {
        for (Family family : Family.values()) {
            if (hit.method().startsWith(family.hitMethod() + "(")) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    private static void require(HitFile.Hit hit, Family family, Tally tally) {
        if (hit.threadName().isEmpty()) {
            tally.one("threads unknown");
        } else if (!hit.threadName().startsWith(family.threads())) {
            throw new AssertionError("a hit of " + family + " by a thread of another's: " + hit);
        }
        if (!hit.javaThread().orElse(hit.threadName()).equals(hit.threadName())) {
            throw new AssertionError("a hit with two threads' names: " + hit);
        }
        if (hit.caller().startsWith(family.hitCaller())) {
            tally.one("callers right");
        } else if (hit.caller().startsWith("... ")) {
            tally.one("callers not found");
        } else {
            throw new AssertionError("a hit of " + family + " with another caller: " + hit);
        }
    }
}
