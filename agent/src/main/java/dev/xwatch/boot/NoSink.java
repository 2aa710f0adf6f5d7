package dev.xwatch.boot;

import dev.xwatch.watch.EventSink;
import dev.xwatch.watch.Hit;
import dev.xwatch.watch.RegionChange;
import dev.xwatch.watch.StateChange;
import dev.xwatch.watch.WatchCounts;

/** For a Java runtime without JFR: counts are asked for, and nobody listens to hits. */
final class NoSink implements EventSink {
    @Override
    public void hit(Hit hit) {}

    @Override
    public void state(StateChange change) {}

    @Override
    public boolean wantsCounts() {
        return false;
    }

    @Override
    public void count(WatchCounts counts) {}

    @Override
    public boolean wantsRegions() {
        return false;
    }

    @Override
    public void region(RegionChange change) {}
}
