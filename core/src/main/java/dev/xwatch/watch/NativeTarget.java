package dev.xwatch.watch;

/** A function of a library, where the library is loaded now. */
final class NativeTarget extends Target {
    private final LoadedLibrary library;

    NativeTarget(Watch watch, String function, LoadedLibrary library) {
        super(watch, function);
        this.library = library;
    }

    LoadedLibrary library() {
        return library;
    }
}
