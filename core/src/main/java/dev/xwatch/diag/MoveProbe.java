package dev.xwatch.diag;

import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.ThreadEvents;
import dev.xwatch.procfs.Cpus;
import dev.xwatch.sys.CodePage;
import java.io.IOException;

/** A breakpoint that is moved is moved in the threads that inherited it, and no longer where it was. */
final class MoveProbe implements Probe {
    private static final int CALLS = 100;
    private static final int RING_PAGES = 4;

    @Override
    public Finding run() throws IOException {
        try (CodePage code = CodePage.map()) {
            Breakpoint from = new Breakpoint(code.address(0), Long.BYTES, AccessMode.X);
            Breakpoint to = new Breakpoint(code.address(1), Long.BYTES, AccessMode.X);
            try (ThreadEvents events = ThreadEvents.open(from, PerfFeatures.probe(), Cpus.online(), RING_PAGES);
                    Caller heir = Caller.start(code)) {
                heir.call(0, CALLS);
                events.move(to);
                heir.call(0, CALLS);
                heir.call(1, CALLS);
                code.call(1);
                return Exactly.judge("calls before and after a move, in two threads,", 2L * CALLS + 1, events.count());
            }
        }
    }
}
