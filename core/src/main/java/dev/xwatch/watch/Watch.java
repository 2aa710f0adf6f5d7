package dev.xwatch.watch;

import dev.xwatch.perf.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A watch, its targets, and what was counted for it. Owned by the engine's thread. */
final class Watch {
    private final WatchRequest request;
    private final WatchCounters counters;
    private final Term term;
    private final List<Target> targets = new ArrayList<>();
    private long releasedHits;
    private long releasedLost;
    private final HitCost cost;
    private final RunQueue queue;
    private final Shares shares = new Shares();
    private boolean ended;
    private int targetNumber;
    private @Nullable WatchCounts last;
    /** Whether this kernel counts the lost records of each event; else they are known from records in the ring. */
    private boolean lossesAreCounted;

    Watch(WatchRequest request, HitCost cost, RunQueue queue) {
        this.request = request;
        this.cost = cost;
        this.queue = queue;
        this.counters = new WatchCounters(request.name(), request.spec().kind(), request.options());
        this.term = new Term(request.options(), counters, System.nanoTime());
    }

    WatchRequest request() {
        return request;
    }

    String name() {
        return request.name();
    }

    WatchCounters counters() {
        return counters;
    }

    HitCost cost() {
        return cost;
    }

    RunQueue queue() {
        return queue;
    }

    /** A target is no more: what was seen of it stays. */
    void retire(Target target) {
        targets.remove(target);
        shares.keep(target.exposure(), System.nanoTime());
    }

    List<Target> targets() {
        return targets;
    }

    /** A number for a target, that no other of this watch has had. */
    int nextTarget() {
        return ++targetNumber;
    }

    /** Whether it is to end now, which is said once. */
    Optional<String> ends(long nowNanos) {
        Optional<String> why = ended ? Optional.empty() : term.over(nowNanos);
        ended |= why.isPresent();
        return why;
    }

    /** Keeps what a slot counted for it, when the slot goes elsewhere. */
    void keep(Reading counted) {
        releasedHits += counted.count();
        releasedLost += counted.lost().orElse(0);
        lossesAreCounted |= counted.lost().isPresent();
    }

    /**
     * Whether no record came since the kernel's counts were read last, and none can be lost: then they are the same, and
     * need not be read from every event.
     */
    boolean isQuiet() {
        return last != null && last.recorded() == counters.recorded() && last.discarded() == counters.discarded();
    }

    /** The counts as they were read last, at the present time. */
    WatchCounts sameCounts() throws IOException {
        WatchCounts known = last;
        return known == null
                ? counts()
                : counts(known.hits(), known.recorded(), known.lost(), known.discarded(), known.duplicates());
    }

    WatchCounts counts() throws IOException {
        // What was decoded is read first: then it cannot be more than what the kernel has counted, but for duplicates.
        long recorded = counters.recorded();
        long discarded = counters.discarded();
        long hits = releasedHits;
        long lost = releasedLost;
        for (Target target : targets) {
            Slot slot = target.slot();
            if (slot != null) {
                Reading counted = slot.count();
                hits += counted.count();
                lost += counted.lost().orElse(0);
                lossesAreCounted |= counted.lost().isPresent();
            }
        }
        if (!lossesAreCounted) {
            lost = counters.lostRecords();
        }
        // Among the records without room may be some that tell of threads.
        lost = Math.min(lost, Math.max(0, hits - recorded - discarded));
        long duplicates = Math.max(0, recorded + discarded + lost - hits);
        WatchCounts counts = counts(hits, recorded, lost, discarded, duplicates);
        last = counts;
        return counts;
    }

    private Unseen unseen() {
        Unseen all = Unseen.NOTHING;
        for (Target target : targets) {
            all = all.and(target.unseen());
        }
        return all.withoutSeen(counters.profiled());
    }

    private WatchCounts counts(long hits, long recorded, long lost, long discarded, long duplicates) {
        Shares.Times times = shares.with(targets.stream().map(Target::exposure).toList(), System.nanoTime());
        return new WatchCounts(
                name(),
                hits,
                recorded,
                lost,
                discarded,
                duplicates,
                times.observedNanos(),
                times.armedNanos(),
                times.extrapolation().with(hits, lost),
                unseen());
    }
}
