package dev.xwatch.it.bench.peer;

import dev.xwatch.it.Jdk;
import dev.xwatch.it.Perf;
import dev.xwatch.it.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code perf record}, which writes a sample of each hit. */
public final class PerfRecord implements Peer {
    private static final Pattern SAMPLES = Pattern.compile("^ *SAMPLE events: +(\\d+)", Pattern.MULTILINE);

    @Override
    public String name() throws IOException, InterruptedException {
        return Installed.named("perf") + ", `record -e mem:ADDR:x`";
    }

    @Override
    public Optional<String> missing(Jdk jdk) throws IOException, InterruptedException {
        return Installed.missing("perf");
    }

    @Override
    public Observation observe(Target target) throws IOException, InterruptedException {
        Path file = target.directory().resolve("perf.data");
        Perf perf = Perf.record(target.directory(), target.jvm().pid(), target.address(), file);
        return new Observation() {
            @Override
            public long end() throws IOException, InterruptedException {
                perf.end();
                return samples(Tool.run(List.of("perf", "report", "--stats", "-i", file.toString())));
            }

            @Override
            public void close() {
                perf.close();
            }
        };
    }

    /** @param statistics of {@code perf report --stats}: of all events first, without a line for what there is none of */
    static long samples(String statistics) {
        Matcher samples = SAMPLES.matcher(statistics);
        return samples.find() ? Long.parseLong(samples.group(1)) : 0;
    }
}
