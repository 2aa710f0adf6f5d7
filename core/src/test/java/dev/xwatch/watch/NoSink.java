package dev.xwatch.watch;

/** Nobody listens. */
class NoSink implements EventSink {
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
