package dev.xwatch.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How to watch: the options whose scope is a watch.
 *
 * @param limit how many hits to record before the watch ends, at least 1
 * @param duration after what time it ends
 * @param stackFrames the most Java frames of a hit's stack; 0 for its caller alone
 * @param arguments whether the arguments of a method's hit are recorded
 * @param noInline whether a method is kept from being inlined
 * @param threads the names of the threads whose hits are recorded
 * @param pinned whether it keeps its register where watches take turns
 */
public record WatchOptions(
        OptionalLong limit,
        Optional<Duration> duration,
        int stackFrames,
        boolean arguments,
        boolean noInline,
        NamePattern threads,
        boolean pinned) {
    public static final WatchOptions DEFAULT =
            new WatchOptions(OptionalLong.empty(), Optional.empty(), 32, true, false, NamePattern.of("*"), false);

    /** As deep as HotSpot's own flight recorder goes at most ({@code stackdepth}). */
    public static final int MOST_FRAMES = 2048;

    /** Whether the watch ends by itself at some time. */
    boolean mayEnd() {
        return limit.isPresent() || duration.isPresent();
    }

    public WatchOptions withLimit(long hits) {
        return new WatchOptions(OptionalLong.of(hits), duration, stackFrames, arguments, noInline, threads, pinned);
    }

    public WatchOptions withDuration(Duration time) {
        return new WatchOptions(limit, Optional.of(time), stackFrames, arguments, noInline, threads, pinned);
    }

    public WatchOptions withStackFrames(int frames) {
        return new WatchOptions(limit, duration, frames, arguments, noInline, threads, pinned);
    }

    public WatchOptions withArguments(boolean recorded) {
        return new WatchOptions(limit, duration, stackFrames, recorded, noInline, threads, pinned);
    }

    public WatchOptions withNoInline(boolean kept) {
        return new WatchOptions(limit, duration, stackFrames, arguments, kept, threads, pinned);
    }

    public WatchOptions withThreads(NamePattern names) {
        return new WatchOptions(limit, duration, stackFrames, arguments, noInline, names, pinned);
    }

    public WatchOptions withPin() {
        return new WatchOptions(limit, duration, stackFrames, arguments, noInline, threads, true);
    }
}
