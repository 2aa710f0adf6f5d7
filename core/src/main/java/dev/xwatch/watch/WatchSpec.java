package dev.xwatch.watch;

/** What a watch observes, as parsed from the text that a user wrote. */
public sealed interface WatchSpec permits AddressSpec, MethodSpec, RegionSpec, NativeSpec, BlobSpec {
    /** The one way to write it: two texts that mean the same have the same canonical form. */
    String canonical();

    WatchKind kind();
}
