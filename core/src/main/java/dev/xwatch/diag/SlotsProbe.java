package dev.xwatch.diag;

import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.SlotProbe;
import dev.xwatch.sys.Errno;
import dev.xwatch.sys.SyscallException;

/** How many debug registers nobody else holds. */
final class SlotsProbe implements Probe {
    @Override
    public Finding run() throws SyscallException {
        return judge(SlotProbe.freeSlots(0, -1));
    }

    static Finding judge(int free) {
        String detail = free + " of " + SlotProbe.SLOTS + " debug registers are free";
        if (free == SlotProbe.SLOTS) {
            return new Finding.Ok(detail);
        }
        Explanation explanation = new Explanation(
                "somebody holds the others in every process: perf stat -a or perf record -a with mem: events, bpftrace",
                "end who holds them; what finds none free is armed when one is",
                Explanation.ofOpen(Errno.ENOSPC));
        return free == 0 ? new Finding.Fails(detail, explanation) : new Finding.Degraded(detail, explanation);
    }
}
