package dev.xwatch.watch;

import dev.xwatch.perf.CpuRing;
import dev.xwatch.sys.Errno;
import dev.xwatch.sys.SyscallException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens one ring for each CPU, as large as the user's allowance of locked memory has room for. */
final class Rings {
    private static final Logger LOG = LoggerFactory.getLogger(Rings.class);

    /** 512 KiB: with its control page, just what kernel.perf_event_mlock_kb (516) grants a user for each CPU. */
    private static final int MOST_PAGES = 128;

    private static final int LEAST_PAGES = 4;

    private Rings() {}

    /** @param tid a thread that lives as long as the rings are read */
    static List<CpuRing> open(int[] cpus, int tid) throws SyscallException {
        for (int pages = MOST_PAGES; ; pages /= 2) {
            try {
                return open(cpus, tid, pages);
            } catch (SyscallException e) {
                boolean tooLarge = e.errno() == Errno.EPERM || e.errno() == Errno.ENOMEM;
                if (!e.call().equals("mmap") || !tooLarge || pages == LEAST_PAGES) {
                    throw e;
                }
                LOG.info("no room for rings of {} pages: {}", pages, e.getMessage());
            }
        }
    }

    private static List<CpuRing> open(int[] cpus, int tid, int pages) throws SyscallException {
        List<CpuRing> rings = new ArrayList<>();
        try {
            for (int cpu : cpus) {
                rings.add(CpuRing.open(cpu, tid, pages));
            }
            return List.copyOf(rings);
        } catch (SyscallException | RuntimeException e) {
            rings.forEach(CpuRing::close);
            throw e;
        }
    }
}
