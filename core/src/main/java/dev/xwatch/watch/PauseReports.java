package dev.xwatch.watch;

/** Tells of pauses, which can be dozens in a second, with their totals: once a second at most. For the engine's thread. */
final class PauseReports {
    private static final long INTERVAL_NANOS = 1_000_000_000;

    private final Armory armory;
    private final Budget budget;

    PauseReports(Armory armory, Budget budget) {
        this.armory = armory;
        this.budget = budget;
    }

    void tick(long nowNanos) {
        armory.armed().forEach(target -> tick(target, nowNanos));
    }

    private void tick(Target target, long nowNanos) {
        boolean limited = target.throttle().isLimited();
        PauseLog log = target.throttle().log();
        boolean soonAfter = log.reportedNanos() != 0 && nowNanos - log.reportedNanos() < INTERVAL_NANOS;
        if (soonAfter || (!limited && !log.isReported())) {
            return;
        }
        String totals = log.text(budget.percent(), nowNanos);
        if (armory.throttled(target, limited ? WatchState.Paused : WatchState.Resumed, totals)) {
            // Saying so takes a while on a busy machine; the next time is a second after that.
            log.reported(limited, System.nanoTime());
        }
    }
}
