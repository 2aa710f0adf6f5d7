package dev.xwatch.it.bench;

import dev.xwatch.it.Jdk;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** A question that is answered by measuring. */
interface Benchmark {
    /** What is measured and how, in a few sentences of Markdown. */
    String question();

    /** The answer's table. */
    List<String> columns();

    /** Whether it can say something only where breakpoints can be had. */
    default boolean needsBreakpoints() {
        return true;
    }

    /** @param rows takes those of that table, as they come; one that cannot be measured says why and is shorter */
    void measure(Jdk jdk, Consumer<List<String>> rows) throws IOException, InterruptedException;
}
