package dev.xwatch.jfr.chunk;

import java.util.List;

/**
 * A stack as recordings tell it, top first.
 *
 * @param isTruncated whether frames are missing
 */
public record StackTraceConstant(boolean isTruncated, List<Frame> frames) {
    /**
     * A frame.
     *
     * @param className with dots
     * @param descriptor as in class files
     * @param line 0 if there is none
     * @param bytecodeIndex -1 if there is none
     * @param type as the JVM names it: Interpreted, JIT compiled, Inlined, Native; empty if it is not known
     */
    public record Frame(String className, String method, String descriptor, int line, int bytecodeIndex, String type) {}
}
