package dev.xwatch.diag;

import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.ThreadEvents;
import dev.xwatch.procfs.Cpus;
import dev.xwatch.sys.CodePage;
import java.io.IOException;

/** A thread that starts after its creator has a breakpoint has it too. */
final class InheritProbe implements Probe {
    private static final int CALLS = 100;
    private static final int RING_PAGES = 4;

    @Override
    public Finding run() throws IOException {
        try (CodePage code = CodePage.map()) {
            Breakpoint breakpoint = new Breakpoint(code.address(0), Long.BYTES, AccessMode.X);
            try (ThreadEvents events = ThreadEvents.open(breakpoint, PerfFeatures.probe(), Cpus.online(), RING_PAGES);
                    Caller heir = Caller.start(code)) {
                heir.call(0, CALLS);
                return Exactly.judge("calls by a thread started later", CALLS, events.count());
            }
        }
    }
}
