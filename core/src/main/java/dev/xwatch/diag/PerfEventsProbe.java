package dev.xwatch.diag;

import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.sys.SyscallException;

/** {@code perf_event_open} at all, with an event that needs no hardware. */
final class PerfEventsProbe implements Probe {
    @Override
    public Finding run() throws SyscallException {
        PerfFeatures.probe();
        return new Finding.Ok("a software event opens");
    }
}
