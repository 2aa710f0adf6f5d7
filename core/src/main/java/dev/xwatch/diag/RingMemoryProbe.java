package dev.xwatch.diag;

import dev.xwatch.perf.Circumstances;
import dev.xwatch.perf.CpuRing;
import dev.xwatch.perf.Explanation;
import dev.xwatch.procfs.Cpus;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** How large a ring for each CPU may be: found by opening them. */
final class RingMemoryProbe implements Probe {
    /** 512 KiB, what xwatch opens if it may. */
    private static final int WANTED_PAGES = 128;

    private static final int LEAST_PAGES = 4;
    private static final int KIB_A_PAGE = 4;

    private final Supplier<Circumstances> now;

    RingMemoryProbe(Supplier<Circumstances> now) {
        this.now = now;
    }

    @Override
    public Finding run() throws IOException {
        int[] cpus = Cpus.online();
        try {
            open(cpus, WANTED_PAGES);
            return new Finding.Ok(detail(WANTED_PAGES, cpus));
        } catch (SyscallException e) {
            int pages = largestBelow(WANTED_PAGES, cpus);
            return new Finding.Degraded(detail(pages, cpus), Explanation.of(e, now.get()));
        }
    }

    /** @throws SyscallException the refusal of the smallest */
    private static int largestBelow(int pages, int[] cpus) throws SyscallException {
        int next = pages / 2;
        try {
            open(cpus, next);
            return next;
        } catch (SyscallException e) {
            if (next == LEAST_PAGES) {
                throw e;
            }
            return largestBelow(next, cpus);
        }
    }

    private static void open(int[] cpus, int pages) throws SyscallException {
        List<CpuRing> rings = new ArrayList<>();
        try {
            for (int cpu : cpus) {
                rings.add(CpuRing.open(cpu, 0, pages));
            }
        } finally {
            rings.forEach(CpuRing::close);
        }
    }

    private static String detail(int pages, int[] cpus) {
        return pages * KIB_A_PAGE + " KiB for each of " + cpus.length + " CPUs";
    }
}
