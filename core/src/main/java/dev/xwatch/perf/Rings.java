package dev.xwatch.perf;

import dev.xwatch.sys.Errno;
import dev.xwatch.sys.SyscallException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens one ring for each CPU, as large as the user's allowance of locked memory has room for. Stateless. */
public final class Rings {
    private static final Logger LOG = LoggerFactory.getLogger(Rings.class);

    /** 512 KiB: with its control page, just what kernel.perf_event_mlock_kb (516) grants a user for each CPU. */
    public static final int GRANTED_PAGES = 128;

    /** 2 MiB: hits with stacks of some 20 ms, in which their reader may wait for a CPU. */
    private static final int MOST_PAGES = 512;

    /** 16 MiB: of many CPUs' rings few are in use at a time. */
    private static final int MOST_PAGES_TOGETHER = 4096;

    private static final int LEAST_PAGES = 4;

    private Rings() {}

    /**
     * All rings have the same size.
     *
     * @param tid a thread that lives as long as the rings are read, 0 for the calling one
     * @throws SyscallException the refusal of the smallest
     */
    public static List<CpuRing> open(int[] cpus, int tid) throws SyscallException {
        for (int pages = wanted(cpus.length); ; pages /= 2) {
            try {
                return open(cpus, tid, pages);
            } catch (SyscallException e) {
                boolean tooLarge = e.errno() == Errno.EPERM || e.errno() == Errno.ENOMEM;
                if (!e.call().equals("mmap") || !tooLarge || pages == LEAST_PAGES) {
                    throw e;
                }
                LOG.debug("no room for rings of {} pages: {}", pages, e.getMessage());
            }
        }
    }

    private static int wanted(int cpus) {
        int fair = Integer.highestOneBit(MOST_PAGES_TOGETHER / cpus);
        return Math.min(MOST_PAGES, Math.max(GRANTED_PAGES, fair));
    }

    /**
     * Of a size that is given.
     *
     * @param tid a thread that lives as long as the rings are read, 0 for the calling one
     * @param pages of 4,096 bytes in each, a power of two
     * @throws SyscallException if one of them is refused; none is open then
     */
    public static List<CpuRing> open(int[] cpus, int tid, int pages) throws SyscallException {
        List<CpuRing> rings = new ArrayList<>();
        try {
            for (int cpu : cpus) {
                rings.add(CpuRing.open(cpu, tid, pages));
            }
            return List.copyOf(rings);
        } catch (SyscallException | RuntimeException | Error e) {
            rings.forEach(CpuRing::close);
            throw e;
        }
    }
}
