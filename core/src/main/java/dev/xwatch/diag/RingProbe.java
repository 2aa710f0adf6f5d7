package dev.xwatch.diag;

import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import dev.xwatch.perf.MalformedRecordException;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.PerfRecord;
import dev.xwatch.perf.ThreadEvents;
import dev.xwatch.procfs.Cpus;
import dev.xwatch.sys.CodePage;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Records through the smallest ring, several times around. */
final class RingProbe implements Probe {
    private static final int ROUNDS = 10;
    /** Of 48 bytes each in 4 KiB. */
    private static final int CALLS_A_ROUND = 60;

    @Override
    public Finding run() throws IOException, MalformedRecordException {
        try (CodePage code = CodePage.map()) {
            Breakpoint breakpoint = new Breakpoint(code.address(0), Long.BYTES, AccessMode.X);
            try (ThreadEvents events = ThreadEvents.open(breakpoint, PerfFeatures.probe(), Cpus.online(), 1)) {
                Set<Long> times = new HashSet<>();
                for (int round = 0; round < ROUNDS; round++) {
                    for (int call = 0; call < CALLS_A_ROUND; call++) {
                        code.call(0);
                    }
                    List<PerfRecord.Sample> samples = events.drain();
                    // A record that the kernel writes twice has one time.
                    samples.forEach(sample -> times.add(sample.timeNanos()));
                }
                return Exactly.judge("records read and", ROUNDS * CALLS_A_ROUND, times.size());
            }
        }
    }
}
