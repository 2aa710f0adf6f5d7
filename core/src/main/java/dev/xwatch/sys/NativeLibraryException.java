package dev.xwatch.sys;

import java.io.IOException;
import java.util.List;

/** There is no directory that jffi's native library can be loaded from. */
public final class NativeLibraryException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> refusals;

    NativeLibraryException(List<String> refusals) {
        super("xwatch's native library cannot be loaded: " + String.join("; ", refusals));
        this.refusals = List.copyOf(refusals);
    }

    /** Each place that was tried, with what it answered. */
    public List<String> refusals() {
        return refusals;
    }
}
