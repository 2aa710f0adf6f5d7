package dev.xwatch.watch;

/**
 * What became of a watch, or of one of the methods that it names.
 *
 * @param timeNanos when, CLOCK_MONOTONIC
 * @param reason in words, empty where the state says it all
 * @param method the method as {@code com.acme.Order.price(int)}, empty if there is none
 * @param address where the breakpoint stands, 0 if nowhere
 * @param previousAddress where it stood before, 0 if nowhere
 * @param compileId the JIT's number of the compilation, 0 if there is none
 * @param tier 1 to 4, 0 if there is none
 * @param threads how many threads there are, xwatch's own left out
 * @param threadsArmed how many of them the breakpoint covers
 * @param latencyNanos from the change being noticed, or the request, to armed in every thread; 0 where nothing was armed
 */
public record StateChange(
        long timeNanos,
        String watch,
        String spec,
        WatchState state,
        String reason,
        String method,
        long address,
        long previousAddress,
        int compileId,
        int tier,
        int threads,
        int threadsArmed,
        long latencyNanos) {
    StateChange withReason(String other) {
        return new StateChange(
                timeNanos,
                watch,
                spec,
                state,
                other,
                method,
                address,
                previousAddress,
                compileId,
                tier,
                threads,
                threadsArmed,
                latencyNanos);
    }
}
