package dev.xwatch.perf;

import dev.xwatch.sys.Errno;
import dev.xwatch.sys.SyscallException;

/**
 * What this kernel has beyond the oldest one supported.
 *
 * @param formatLost {@code PERF_FORMAT_LOST}, since Linux 6.0: an event knows how many of its records the ring had no
 *     room for
 */
public record PerfFeatures(boolean formatLost) {
    /**
     * Tries each feature on the calling thread.
     *
     * @throws SyscallException if the kernel refuses an event without the feature too, which says nothing about it
     */
    public static PerfFeatures probe() throws SyscallException {
        return new PerfFeatures(knowsReadFormat(PerfAbi.PERF_FORMAT_ID | PerfAbi.PERF_FORMAT_LOST));
    }

    private static boolean knowsReadFormat(long readFormat) throws SyscallException {
        try {
            tryReadFormat(readFormat);
            return true;
        } catch (PerfEventOpenException e) {
            if (e.errno() != Errno.EINVAL) {
                throw e;
            }
        }
        // EINVAL can have other causes: only if the event opens without the feature was it this one.
        tryReadFormat(PerfAbi.PERF_FORMAT_ID);
        return false;
    }

    private static void tryReadFormat(long readFormat) throws SyscallException {
        PerfEvent.open(PerfEventAttr.readFormatProbe(readFormat), 0, -1).close();
    }
}
