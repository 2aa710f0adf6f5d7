package dev.xwatch.watch;

/**
 * A watch that was asked for.
 *
 * @param name its name, unique among the watches of the process
 * @param text the spec as it was written
 */
public record WatchRequest(String name, String text, WatchSpec spec, WatchOptions options) {
    public WatchRequest with(WatchOptions other) {
        return new WatchRequest(name, text, spec, other);
    }
}
