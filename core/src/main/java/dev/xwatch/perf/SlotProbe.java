package dev.xwatch.perf;

import dev.xwatch.sys.Errno;
import dev.xwatch.sys.SyscallException;
import java.util.ArrayList;
import java.util.List;

/** Finds out by trying how many breakpoints a thread has left. Stateless. */
public final class SlotProbe {
    /** Debug registers DR0 to DR3 of x86_64, {@code HBP_NUM} in {@code asm/hw_breakpoint.h}. */
    public static final int SLOTS = 4;

    private SlotProbe() {}

    /**
     * How many more breakpoints the kernel grants; each one the thread has inherited is missing from it. It takes and
     * gives back the free slots, so that meanwhile others may find none.
     *
     * @param tid the thread's id, 0 for the calling one
     * @return 0 to {@value #SLOTS}
     * @throws SyscallException for every refusal that is not {@code ENOSPC}
     */
    public static int freeSlots(int tid, int cpu) throws SyscallException {
        List<PerfEvent> taken = new ArrayList<>();
        try {
            while (taken.size() < SLOTS) {
                taken.add(PerfEvent.open(PerfEventAttr.slot(Breakpoint.NOWHERE), tid, cpu));
            }
        } catch (SyscallException e) {
            if (e.errno() != Errno.ENOSPC) {
                throw e;
            }
        } finally {
            taken.forEach(PerfEvent::close);
        }
        return taken.size();
    }
}
