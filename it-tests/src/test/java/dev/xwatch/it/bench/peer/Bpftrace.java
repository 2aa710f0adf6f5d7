package dev.xwatch.it.bench.peer;

import dev.xwatch.it.Jdk;
import dev.xwatch.it.RunningTool;
import dev.xwatch.it.Tool;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code bpftrace}, on all CPUs: of a process that is given with {@code -p} it watches the first thread alone. */
public final class Bpftrace implements Peer {
    private static final Pattern COUNT = Pattern.compile("^@: (\\d+)$", Pattern.MULTILINE);
    private static final String ON = "on";

    private final String title;
    private final String action;

    private Bpftrace(String title, String action) {
        this.title = title;
        this.action = action;
    }

    /** Counts in the kernel. */
    public static Bpftrace count() {
        return new Bpftrace("count()", "@ = count();");
    }

    /** Writes a line for each hit, too. */
    public static Bpftrace printf() {
        return new Bpftrace("printf", "@ = count(); printf(\"%d\\n\", tid);");
    }

    @Override
    public String name() throws IOException, InterruptedException {
        return Installed.named("bpftrace") + ", `watchpoint:ADDR:8:x` with `" + title + "`";
    }

    @Override
    public Optional<String> missing(Jdk jdk) throws IOException, InterruptedException {
        return Installed.missing("bpftrace");
    }

    @Override
    public Observation observe(Target target) throws IOException, InterruptedException {
        // By the time of the first interval the other probe is attached.
        String program = "watchpoint:" + target.address() + ":8:x /pid == "
                + target.jvm().pid() + "/ { " + action + " } interval:s:1 { printf(\"" + ON + "\\n\"); }";
        RunningTool bpftrace = RunningTool.start(List.of("bpftrace", "-B", "line", "-e", program));
        try {
            bpftrace.awaitLine(ON);
        } catch (IOException e) {
            bpftrace.close();
            throw e;
        }
        return new Observation() {
            @Override
            public long end() throws IOException, InterruptedException {
                Tool.run(List.of("kill", "-INT", Long.toString(bpftrace.pid())));
                return count(bpftrace.awaitEnd());
            }

            @Override
            public void close() {
                bpftrace.close();
            }
        };
    }

    /** @param output that ends with its map */
    static long count(String output) throws IOException {
        Matcher count = COUNT.matcher(output);
        if (!count.find()) {
            throw new IOException(output);
        }
        return Long.parseLong(count.group(1));
    }
}
