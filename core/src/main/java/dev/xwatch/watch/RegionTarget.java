package dev.xwatch.watch;

/** A breakpoint of a watch on regions: it stands in one, then in another. */
final class RegionTarget extends Target {
    private final long offset;
    private Region region;

    RegionTarget(Watch watch, Region region, long offset) {
        super(watch, "region");
        this.region = region;
        this.offset = offset;
    }

    Region region() {
        return region;
    }

    void region(Region next) {
        region = next;
    }

    /** {@code //anon@0x7f0012340000+16}. */
    @Override
    String method() {
        return region + Offsets.text(offset);
    }
}
