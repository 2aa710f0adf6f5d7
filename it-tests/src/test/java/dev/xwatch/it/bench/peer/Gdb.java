package dev.xwatch.it.bench.peer;

import dev.xwatch.it.Jdk;
import dev.xwatch.it.RunningTool;
import dev.xwatch.it.Tool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code gdb}, whose breakpoint has an ignore count that is never reached. */
public final class Gdb implements Peer {
    private static final Pattern HITS = Pattern.compile("breakpoint already hit (\\d+) time");
    private static final String BEGINS = "begins";

    @Override
    public String name() throws IOException, InterruptedException {
        return Installed.named("gdb") + ", `hbreak *ADDR` and `ignore`";
    }

    @Override
    public Optional<String> missing(Jdk jdk) throws IOException, InterruptedException {
        return Installed.missing("gdb");
    }

    @Override
    public Observation observe(Target target) throws IOException, InterruptedException {
        long pid = target.jvm().pid();
        List<String> command = new ArrayList<>(List.of("gdb", "-nx", "-batch", "-iex", "set auto-solib-add off"));
        for (String each : List.of(
                "handle all nostop noprint pass",
                // Ends it, see below.
                "handle SIGINT stop print nopass",
                "hbreak *" + target.address(),
                "ignore 1 1000000000",
                "echo " + BEGINS + "\\n",
                "continue",
                "info breakpoints",
                "detach")) {
            command.addAll(List.of("-ex", each));
        }
        command.addAll(List.of("-p", Long.toString(pid)));
        RunningTool gdb = RunningTool.start(command);
        try {
            gdb.awaitLine(BEGINS);
        } catch (IOException e) {
            gdb.close();
            throw e;
        }
        return new Observation() {
            @Override
            public long end() throws IOException, InterruptedException {
                Tool.run(List.of("kill", "-INT", Long.toString(pid)));
                return hits(gdb.awaitEnd());
            }

            @Override
            public void close() {
                gdb.close();
            }
        };
    }

    /** @param output of {@code info breakpoints}, which says nothing of hits where there is none */
    static long hits(String output) throws IOException {
        Matcher hits = HITS.matcher(output);
        if (!output.contains("hw breakpoint")) {
            throw new IOException(output);
        }
        return hits.find() ? Long.parseLong(hits.group(1)) : 0;
    }
}
