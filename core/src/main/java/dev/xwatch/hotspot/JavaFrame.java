package dev.xwatch.hotspot;

import org.jspecify.annotations.Nullable;

/**
 * A frame as Java programmers know it.
 *
 * @param className as {@link Class#getName}
 * @param file the source file's name, null if the class file has none
 * @param line -1 if the class file has none for this place, or the bytecode index is not known
 * @param bci the index of the bytecode that it is at, -1 if that is not known
 */
public record JavaFrame(
        String className, String method, @Nullable String file, int line, int bci, FrameKind kind) {

    /** As {@link StackTraceElement#toString}, without module and loader: {@code com.acme.Order.price(Order.java:42)}. */
    public String text() {
        return className + "." + method + "(" + place() + ")";
    }

    private String place() {
        if (kind == FrameKind.NATIVE) {
            return "Native Method";
        }
        if (file == null) {
            return "Unknown Source";
        }
        return line < 0 ? file : file + ":" + line;
    }

    /** Bytecode index and kind of code, such as {@code 17c}. */
    public String detail() {
        return kind == FrameKind.NATIVE ? String.valueOf(kind.letter()) : String.valueOf(bci) + kind.letter();
    }
}
