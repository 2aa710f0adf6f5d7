package dev.xwatch.it.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.StackWalker.StackFrame;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes down who calls, as {@link StackWalker} sees it, then calls the method that is watched with the number of what was
 * written. A line of the file: the number, then for each frame a tab, {@code class.method(File.java:line)}, a space and the
 * bytecode index.
 */
final class Witness {
    private static final StackWalker WALKER = StackWalker.getInstance(
            Set.of(StackWalker.Option.SHOW_HIDDEN_FRAMES, StackWalker.Option.RETAIN_CLASS_REFERENCE));

    private static PrintWriter file = new PrintWriter(Writer.nullWriter());
    private static int number;

    private Witness() {}

    static void writeTo(Path path) {
        try {
            file = new PrintWriter(Files.newBufferedWriter(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void close() {
        file.close();
    }

    /** The caller of the method that is watched. Both calls stand on one line. */
    static int call(int x) {
        return Watched.leaf(note(), x);
    }

    private static int note() {
        List<StackFrame> frames = WALKER.walk(all -> all.skip(1).toList());
        file.println(++number + frames.stream().map(Witness::text).collect(Collectors.joining("\t", "\t", "")));
        return number;
    }

    private static String text(StackFrame frame) {
        String place = frame.isNativeMethod()
                ? "Native Method"
                : frame.getFileName() == null
                        ? "Unknown Source"
                        : frame.getLineNumber() < 0
                                ? frame.getFileName()
                                : frame.getFileName() + ":" + frame.getLineNumber();
        return frame.getClassName() + "." + frame.getMethodName() + "(" + place + ") " + frame.getByteCodeIndex();
    }

    /** What is watched. */
    static final class Watched {
        private Watched() {}

        static int leaf(int number, int x) {
            return number * 31 + x;
        }
    }
}
