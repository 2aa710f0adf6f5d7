package dev.xwatch.hotspot;

import org.jspecify.annotations.Nullable;

/** A method's names and source lines, to make frames of it. Immutable. */
final class MethodSource {
    private final String className;
    private final String method;
    private final @Nullable String file;
    private final LineNumberTable lines;
    private final boolean isNative;

    MethodSource(String className, String method, @Nullable String file, LineNumberTable lines, boolean isNative) {
        this.className = className;
        this.method = method;
        this.file = file;
        this.lines = lines;
        this.isNative = isNative;
    }

    /** @param bci -1 if it is not known */
    JavaFrame at(int bci, FrameKind kind) {
        return isNative
                ? new JavaFrame(className, method, file, -1, -1, FrameKind.NATIVE)
                : new JavaFrame(className, method, file, bci < 0 ? -1 : lines.line(bci), bci, kind);
    }
}
