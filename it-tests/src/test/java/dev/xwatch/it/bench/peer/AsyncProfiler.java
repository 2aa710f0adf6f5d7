package dev.xwatch.it.bench.peer;

import dev.xwatch.it.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** async-profiler, by a breakpoint or by changed bytecode. */
public final class AsyncProfiler implements Peer {
    private final Path library;
    private final boolean isBreakpoint;

    private AsyncProfiler(Path library, boolean isBreakpoint) {
        this.library = library;
        this.isBreakpoint = isBreakpoint;
    }

    /** @param library {@code libasyncProfiler.so} */
    public static AsyncProfiler breakpoint(Path library) {
        return new AsyncProfiler(library, true);
    }

    /** The same by changing the method's class. */
    public static AsyncProfiler bytecode(Path library) {
        return new AsyncProfiler(library, false);
    }

    @Override
    public String name() {
        return "async-profiler, `-e " + (isBreakpoint ? "mem:ADDR:x" : "Class.method") + "`";
    }

    @Override
    public Optional<String> missing(Jdk jdk) {
        return Files.exists(library) ? Optional.empty() : Optional.of("not there: " + library);
    }

    @Override
    public Observation observe(Target target) throws IOException {
        String event = isBreakpoint ? "mem:" + target.address() + ":x" : target.type() + "." + target.method();
        target.jvm().loadNative(library, "start,event=" + event + ",interval=1");
        Path file = target.directory().resolve("stacks");
        return () -> {
            target.jvm().loadNative(library, "stop,collapsed,file=" + file);
            return samples(Files.readAllLines(file));
        };
    }

    /** @param collapsed lines, each a stack and how often it was seen */
    static long samples(List<String> collapsed) {
        return collapsed.stream()
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
