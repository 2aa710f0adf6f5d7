package dev.xwatch.jfr;

import dev.xwatch.jfr.chunk.StackTraceConstant;
import dev.xwatch.jfr.chunk.StackTraceConstant.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * A stack as the fields {@code stack} and {@code frames} of a hit tell it: lines {@code class.method(File.java:line)}, top
 * first, and for each a bytecode index and the kind of its code.
 */
final class StackText {
    /** Parameters are not told; and nothing can be left out of a descriptor. */
    private static final String UNKNOWN_DESCRIPTOR = "()V";

    private static final String WITHOUT_LINE = "(Unknown Source)";

    /** At the beginning of a last line that says why frames are missing. */
    private static final String REMARK = "... ";

    /** At the end of {@code frames}, where there are more than were asked for. */
    private static final String MORE = "+";

    private static final String SEPARATOR = "\0";

    private StackText() {}

    /** Both fields as one text. */
    static String join(String stack, String frames) {
        return stack + SEPARATOR + frames;
    }

    /** The same of a hit that has its caller alone. */
    static String ofCaller(String method, String caller) {
        int parameters = method.indexOf('(');
        return parameters < 0 ? caller : method.substring(0, parameters) + WITHOUT_LINE + '\n' + caller;
    }

    static StackTraceConstant parse(String joined) {
        String[] parts = joined.split(SEPARATOR, 2);
        String[] kinds = parts.length < 2 ? new String[0] : parts[1].split(" ");
        boolean isTruncated = kinds.length > 0 && kinds[kinds.length - 1].equals(MORE);
        List<Frame> frames = new ArrayList<>();
        for (String line : parts[0].lines().toList()) {
            int open = line.lastIndexOf('(');
            if (line.startsWith(REMARK)) {
                isTruncated = true;
            } else if (open > 0) {
                frames.add(
                        frame(line.substring(0, open), line, frames.size() < kinds.length ? kinds[frames.size()] : ""));
            }
        }
        return new StackTraceConstant(isTruncated, frames);
    }

    private static Frame frame(String classAndMethod, String line, String kind) {
        int dot = classAndMethod.lastIndexOf('.');
        int letter = kind.length() - 1;
        return new Frame(
                classAndMethod.substring(0, Math.max(dot, 0)),
                classAndMethod.substring(dot + 1),
                UNKNOWN_DESCRIPTOR,
                number(line.substring(line.lastIndexOf(':') + 1, line.length() - 1), 0),
                number(kind.substring(0, Math.max(letter, 0)), -1),
                letter < 0 ? "" : type(kind.charAt(letter)));
    }

    /** In the words of the JVM's own recordings. */
    private static String type(char kind) {
        return switch (kind) {
            case 'c' -> "JIT compiled";
            case 'l' -> "Inlined";
            case 'i' -> "Interpreted";
            case 'n' -> "Native";
            default -> "";
        };
    }

    private static int number(String text, int otherwise) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
