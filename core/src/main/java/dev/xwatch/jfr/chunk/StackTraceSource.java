package dev.xwatch.jfr.chunk;

/** What a stack is made of when a chunk meets it first. Two that are equal make the same stack. */
public interface StackTraceSource {
    StackTraceConstant stackTrace();

    /** How much memory it takes, in characters. */
    int characters();
}
