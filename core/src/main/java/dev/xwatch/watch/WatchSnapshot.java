package dev.xwatch.watch;

import java.util.List;

/**
 * A watch as it stands.
 *
 * @param states of the watch, or of each of its methods that are known
 */
public record WatchSnapshot(WatchRequest request, List<StateChange> states, WatchCounts counts) {}
