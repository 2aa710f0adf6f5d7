package dev.xwatch.watch;

/** Where hits, states and counts go. Called from xwatch's own threads; must not block and not throw. */
public interface EventSink {
    void hit(Hit hit);

    void state(StateChange change);

    /** Whether anybody wants to know, each second, what was counted. */
    boolean wantsCounts();

    void count(WatchCounts counts);

    /** Whether anybody wants to know of executable mappings now. */
    boolean wantsRegions();

    void region(RegionChange change);
}
