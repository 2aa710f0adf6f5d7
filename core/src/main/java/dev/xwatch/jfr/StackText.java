package dev.xwatch.jfr;

import dev.xwatch.jfr.chunk.StackTraceConstant;
import dev.xwatch.jfr.chunk.StackTraceConstant.Frame;
import dev.xwatch.jfr.chunk.StackTraceSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stack as the fields {@code stack} and {@code frames} of a hit tell it.
 *
 * @param stack lines {@code class.method(File.java:line)}, top first
 * @param frames for each a bytecode index and the kind of its code
 */
record StackText(String stack, String frames) implements StackTraceSource {
    /** Parameters are not told; and nothing can be left out of a descriptor. */
    private static final String UNKNOWN_DESCRIPTOR = "()V";

    private static final String WITHOUT_LINE = "(Unknown Source)";

    /** At the beginning of a last line that says why frames are missing. */
    private static final String REMARK = "... ";

    /** At the end of {@code frames}, where there are more than were asked for. */
    private static final String MORE = "+";

    /** Lines and bytecode indexes have 16 bits (JVM specification, 4.7.12 and 4.9.1). */
    private static final int MOST_DIGITS = 5;

    /** Of a hit that has its caller alone; null if it has not even that. */
    static @Nullable StackText ofCaller(String method, String caller) {
        int parameters = method.indexOf('(');
        String stack = parameters < 0 ? caller : method.substring(0, parameters) + WITHOUT_LINE + '\n' + caller;
        return stack.isEmpty() ? null : new StackText(stack, "");
    }

    @Override
    public int characters() {
        return stack.length() + frames.length();
    }

    @Override
    public StackTraceConstant stackTrace() {
        String[] kinds = frames.split(" ", -1);
        boolean isTruncated = kinds[kinds.length - 1].equals(MORE);
        List<Frame> found = new ArrayList<>();
        for (String line : stack.lines().toList()) {
            int open = line.lastIndexOf('(');
            if (line.startsWith(REMARK)) {
                isTruncated = true;
            } else if (open > 0 && line.endsWith(")")) {
                found.add(frame(line.substring(0, open), line, found.size() < kinds.length ? kinds[found.size()] : ""));
            }
        }
        return new StackTraceConstant(isTruncated, found);
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

    /** Most lines have none: an exception for each would cost more than all else. */
    private static int number(String text, int otherwise) {
        boolean isNumber = !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return isNumber ? Integer.parseInt(text) : otherwise;
    }
}
