package dev.xwatch.it.bench.peer;

import dev.xwatch.it.Jdk;
import dev.xwatch.it.Perf;
import java.io.IOException;
import java.util.Optional;

/** {@code perf stat}, which counts. */
public final class PerfStat implements Peer {
    @Override
    public String name() throws IOException, InterruptedException {
        return Installed.named("perf") + ", `stat -e mem:ADDR:x`";
    }

    @Override
    public Optional<String> missing(Jdk jdk) throws IOException, InterruptedException {
        return Installed.missing("perf");
    }

    @Override
    public Observation observe(Target target) throws IOException, InterruptedException {
        Perf perf = Perf.stat(target.directory(), target.jvm().pid(), target.address());
        return new Observation() {
            @Override
            public long end() throws IOException, InterruptedException {
                return count(perf.end());
            }

            @Override
            public void close() {
                perf.close();
            }
        };
    }

    /** @param line of {@code perf stat -x,}: count, unit, event and more */
    static long count(String line) throws IOException {
        String count = line.split(",", 2)[0];
        try {
            return Long.parseLong(count);
        } catch (NumberFormatException e) {
            // Such as <not counted>.
            throw new IOException(line, e);
        }
    }
}
