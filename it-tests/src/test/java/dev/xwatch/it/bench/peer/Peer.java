package dev.xwatch.it.bench.peer;

import dev.xwatch.it.Jdk;
import java.io.IOException;
import java.util.Optional;

/** A tool that says how often a method was executed, as it is called for that. */
public interface Peer {
    /** What it is called in a table, in Markdown; with its version if the machine decides on that. */
    String name() throws IOException, InterruptedException;

    /** @return what it lacks here, empty if it can be used on a JVM of that JDK */
    Optional<String> missing(Jdk jdk) throws IOException, InterruptedException;

    /**
     * Returns when each execution from now on should be seen.
     *
     * @throws IOException with what the tool says if it cannot
     */
    Observation observe(Target target) throws IOException, InterruptedException;
}
