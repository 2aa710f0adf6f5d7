package dev.xwatch.watch;

import dev.xwatch.perf.CpuRing;
import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.PerfEvent;
import dev.xwatch.procfs.Descriptors;
import dev.xwatch.sys.Errno;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The events that tell of executable mappings: for each thread one a CPU, which the threads that it starts inherit. Owned
 * by the engine's thread.
 */
final class RegionEvents {
    /** The part of the free file descriptors that may go into them: breakpoints need theirs, and so does the application. */
    private static final int PART = 8;

    private final List<CpuRing> rings;
    private final OwnThreads own;
    private final List<PerfEvent> events = new ArrayList<>();
    private final Set<Integer> seen = new HashSet<>();
    private String gap = "";

    RegionEvents(List<CpuRing> rings, OwnThreads own) {
        this.rings = rings;
        this.own = own;
    }

    /**
     * Opens them in all threads that were not seen yet, until a look finds no other. One that appears in between may have
     * inherited them: then it tells of everything twice, which is known by the time.
     */
    void cover() {
        try {
            Descriptors descriptors = Descriptors.self();
            int left = descriptors.free() / PART;
            for (boolean found = true; found; ) {
                found = false;
                for (int tid : own.others()) {
                    if (seen.add(tid)) {
                        found = true;
                        left -= rings.size();
                        if (left < 0) {
                            gap = "file descriptors are short";
                            return;
                        }
                        open(tid);
                    }
                }
            }
        } catch (IOException e) {
            gap = Explanation.of(e);
        }
    }

    private void open(int tid) throws SyscallException {
        for (CpuRing ring : rings) {
            try {
                PerfEvent event = PerfEvent.mappings(tid, ring.cpu());
                events.add(event);
                event.redirectTo(ring.owner());
                event.enable();
            } catch (SyscallException e) {
                if (e.errno() != Errno.ESRCH) {
                    throw e;
                }
            }
        }
    }

    /** Why not all mappings are told of, empty if they are. */
    String gap() {
        return gap;
    }

    /** Closes those whose threads have ended, with all that inherited them: closing one earlier would end theirs. */
    void retireEnded() throws SyscallException {
        List<PerfEvent> ended = HungUp.among(events);
        ended.forEach(PerfEvent::close);
        events.removeAll(ended);
    }

    void close() {
        events.forEach(PerfEvent::close);
        events.clear();
    }
}
