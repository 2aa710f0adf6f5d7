package dev.xwatch.diag;

import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.MalformedRecordException;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.PerfRecord;
import dev.xwatch.perf.ThreadEvents;
import dev.xwatch.perf.Topic;
import dev.xwatch.procfs.Cpus;
import dev.xwatch.sys.CodePage;
import java.io.IOException;

/** Whether the kernel knows how many records a full ring had no room for. */
final class LostProbe implements Probe {
    private static final int CALLS = 300;

    @Override
    public Finding run() throws IOException, MalformedRecordException {
        PerfFeatures features = PerfFeatures.probe();
        if (!features.formatLost()) {
            return new Finding.Degraded(
                    "no PERF_FORMAT_LOST",
                    new Explanation(
                            "kernels before 6.0 do not count lost records for each event",
                            "nothing is needed: counts stay exact, lost is the number that is missing",
                            Topic.NO_FORMAT_LOST));
        }
        try (CodePage code = CodePage.map()) {
            Breakpoint breakpoint = new Breakpoint(code.address(0), Long.BYTES, AccessMode.X);
            try (ThreadEvents events = ThreadEvents.open(breakpoint, features, Cpus.online(), 1)) {
                for (int call = 0; call < CALLS; call++) {
                    code.call(0);
                }
                // A record that the kernel writes twice has one time.
                long recorded = events.drain().stream()
                        .map(PerfRecord.Sample::timeNanos)
                        .distinct()
                        .count();
                return Exactly.judge(
                        "hits, " + recorded + " recorded and the others reported lost,",
                        CALLS,
                        recorded + events.lost());
            }
        }
    }
}
