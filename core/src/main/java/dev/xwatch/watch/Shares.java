package dev.xwatch.watch;

import java.util.List;

/** Adds up when the breakpoints of a watch's targets were on, those that are no more included. */
final class Shares {
    private long firstOnNanos;
    private long keptNanos;
    private int kept;
    private Extrapolation keptExtrapolation = Extrapolation.NOTHING;

    /**
     * @param observedNanos since a breakpoint of the watch was on first
     * @param armedNanos for how long they were on: the mean over the targets that had code to watch
     */
    record Times(long observedNanos, long armedNanos, Extrapolation extrapolation) {}

    /** Keeps what a target adds, which will not change any more. */
    void keep(Exposure exposure, long nowNanos) {
        Times times = with(List.of(exposure), nowNanos);
        firstOnNanos = nowNanos - times.observedNanos();
        keptExtrapolation = times.extrapolation();
        if (exposure.wantedNanos(nowNanos) > 0) {
            keptNanos += exposure.onNanos(nowNanos);
            kept++;
        }
    }

    Times with(List<Exposure> exposures, long nowNanos) {
        long first = firstOnNanos;
        long on = keptNanos;
        int had = kept;
        Extrapolation extrapolation = keptExtrapolation;
        for (Exposure exposure : exposures) {
            if (exposure.firstHeldNanos() != 0 && (first == 0 || exposure.firstHeldNanos() < first)) {
                first = exposure.firstHeldNanos();
            }
            if (exposure.wantedNanos(nowNanos) > 0) {
                on += exposure.onNanos(nowNanos);
                had++;
            }
            extrapolation = extrapolation.plus(exposure.extrapolate(nowNanos));
        }
        return new Times(first == 0 ? 0 : nowNanos - first, had == 0 ? 0 : on / had, extrapolation);
    }
}
