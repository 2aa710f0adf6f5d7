package dev.xwatch.hotspot;

import dev.xwatch.sys.Memory;
import java.util.OptionalLong;

/**
 * How many compilations the JIT has done ({@code sun.ci.totalCompiles}), counted right after each is installed: while that
 * stands still no method gets new code, except native methods, whose wrappers the calling thread makes. Thread-safe.
 */
public final class Compilations {
    private final Memory memory;
    private final OptionalLong counter;

    Compilations(PerfMemory perf, Memory memory) {
        this.memory = memory;
        this.counter = perf.find("sun.ci.totalCompiles");
    }

    /** Empty if this JVM does not count, as with {@code -XX:-UsePerfData}. About a microsecond. */
    public OptionalLong count() {
        return counter.isPresent() ? OptionalLong.of(memory.u64(counter.getAsLong())) : OptionalLong.empty();
    }
}
