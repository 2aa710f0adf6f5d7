package dev.xwatch.watch;

/**
 * A stub or code blob of HotSpot's, at an offset from its start.
 *
 * @param name as HotSpot has it; '_' stands for a space too
 */
public record BlobSpec(String name, long offset) implements WatchSpec {
    @Override
    public String canonical() {
        return "blob:" + name + Offsets.text(offset);
    }

    @Override
    public WatchKind kind() {
        return WatchKind.BLOB;
    }
}
