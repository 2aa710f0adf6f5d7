package dev.xwatch.watch;

import java.util.List;

/** Lets the targets of all watches take turns in the slots. For the engine's thread. */
final class TurnTaking {
    /** Thousands may wait, and turns may be long: not each time that the engine looks for new code. */
    private static final int LOOKS_A_SLICE = 20;

    private static final long LEAST_OFTEN_NANOS = 50_000_000;

    private final Armory armory;
    private final Turns<Target> turns;
    private long lookedNanos = System.nanoTime();

    TurnTaking(Armory armory, Budget budget) {
        this.armory = armory;
        turns = new Turns<>(budget, Math::random);
    }

    void tick(long nowNanos) {
        if (nowNanos - lookedNanos < Math.min(LEAST_OFTEN_NANOS, turns.sliceNanos() / LOOKS_A_SLICE)) {
            return;
        }
        lookedNanos = nowNanos;
        if (!armory.isAnyWaiting()) {
            return;
        }
        List<Target> holders = armory.armed().stream()
                .filter(target -> !target.watch().request().options().pinned())
                .toList();
        List<Turns.Change<Target>> due =
                turns.due(holders, armory::waiting, target -> target.exposure().hits(), nowNanos);
        for (Turns.Change<Target> change : due) {
            armory.handOver(change.from(), change.to());
        }
        if (!due.isEmpty()) {
            turns.took(due.size(), System.nanoTime() - nowNanos);
        }
    }
}
