package dev.xwatch.watch;

/**
 * A function of a native library, at an offset from its start.
 *
 * @param library its file's name or path
 * @param symbol the function's name as in the symbol table, with or without a version; or a C++ function's plain name
 */
public record NativeSpec(String library, String symbol, long offset) implements WatchSpec {
    @Override
    public String canonical() {
        return "native:" + function() + Offsets.text(offset);
    }

    /** {@code libc.so.6!malloc}. */
    String function() {
        return library + "!" + symbol;
    }

    @Override
    public WatchKind kind() {
        return WatchKind.NATIVE;
    }
}
