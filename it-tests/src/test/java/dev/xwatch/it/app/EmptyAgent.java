package dev.xwatch.it.app;

import java.lang.instrument.Instrumentation;

/** What any agent adds to the start of a JVM. */
public final class EmptyAgent {
    private EmptyAgent() {}

    public static void premain(String options, Instrumentation instrumentation) {
        // Nothing.
    }
}
