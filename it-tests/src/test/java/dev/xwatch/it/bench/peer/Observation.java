package dev.xwatch.it.bench.peer;

import java.io.IOException;

/** A tool at work. Gone when closed, however far it came. */
public interface Observation extends AutoCloseable {
    /** Ends it. @return how many executions it reports of all that there were */
    long end() throws IOException, InterruptedException;

    @Override
    default void close() {}
}
