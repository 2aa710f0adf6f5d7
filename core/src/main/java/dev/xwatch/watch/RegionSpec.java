package dev.xwatch.watch;

/**
 * Executable mappings, at an offset from their start.
 *
 * @param selector {@code new} for those that appear once it is armed, {@code anon} for unnamed ones, else a part of the
 *     path or {@code [name]}, or a glob of the whole of it if it has {@code *} or {@code ?}
 */
public record RegionSpec(String selector, long offset) implements WatchSpec {
    @Override
    public String canonical() {
        return "region:" + selector + Offsets.text(offset);
    }

    @Override
    public WatchKind kind() {
        return WatchKind.REGION;
    }
}
