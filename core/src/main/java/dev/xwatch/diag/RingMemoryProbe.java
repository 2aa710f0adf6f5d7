package dev.xwatch.diag;

import dev.xwatch.perf.Circumstances;
import dev.xwatch.perf.CpuRing;
import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.Rings;
import dev.xwatch.procfs.Cpus;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** How large a ring for each CPU may be: found by opening them. */
final class RingMemoryProbe implements Probe {
    private static final int KIB = 1024;

    private final Supplier<Circumstances> now;

    RingMemoryProbe(Supplier<Circumstances> now) {
        this.now = now;
    }

    @Override
    public Finding run() throws IOException {
        int[] cpus = Cpus.online();
        String detail = close(Rings.open(cpus, 0)) / KIB + " KiB for each of " + cpus.length + " CPUs";
        try {
            close(Rings.open(cpus, 0, Rings.GRANTED_PAGES));
            return new Finding.Ok(detail);
        } catch (SyscallException e) {
            return new Finding.Degraded(detail, Explanation.of(e, now.get()));
        }
    }

    /** @return how large each was */
    private static int close(List<CpuRing> rings) {
        int bytes = rings.get(0).dataBytes();
        rings.forEach(CpuRing::close);
        return bytes;
    }
}
