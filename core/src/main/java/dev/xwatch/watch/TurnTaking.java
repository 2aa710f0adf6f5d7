package dev.xwatch.watch;

import java.util.List;

/** Lets the targets of all watches take turns in the slots. For the engine's thread. */
final class TurnTaking {
    /** Thousands may wait, and turns may be long: not each time that the engine looks for new code. */
    private static final int LOOKS_A_SLICE = 20;

    private static final long LEAST_OFTEN_NANOS = 50_000_000;

    private final Armory armory;
    private final Budget budget;
    private final Turns<Target> turns;
    private final OwnCpuTime cpuTime = new OwnCpuTime();
    private long lookedNanos = System.nanoTime();
    /** What the thread had spent when it was paid for last, 0 while there are no turns. */
    private long paidNanos;

    TurnTaking(Armory armory, Budget budget) {
        this.armory = armory;
        this.budget = budget;
        turns = new Turns<>(budget, Math::random);
    }

    void tick(long nowNanos) {
        if (nowNanos - lookedNanos < Math.min(LEAST_OFTEN_NANOS, turns.sliceNanos() / LOOKS_A_SLICE)) {
            return;
        }
        lookedNanos = nowNanos;
        if (!armory.isAnyWaiting()) {
            paidNanos = 0;
            return;
        }
        pay(nowNanos);
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

    /** With turns it is this thread that works most: all that it does, changes of hands among it, is paid from the budget. */
    private void pay(long nowNanos) {
        long spentNanos = cpuTime.nanos();
        if (paidNanos != 0) {
            budget.keepUp((double) (spentNanos - paidNanos), nowNanos);
        }
        paidNanos = spentNanos;
    }
}
