package dev.xwatch.it;

import java.util.List;

/** What a reply or a {@code dev.xwatch.WatchCount} event says of executions that are not among the hits. */
public record Unseen(
        long inlinedInto,
        List<String> inlinedIntoMethods,
        long osrVersions,
        boolean intrinsic,
        long interpretedCalls) {}
