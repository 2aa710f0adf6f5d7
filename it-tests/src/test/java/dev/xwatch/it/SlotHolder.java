package dev.xwatch.it;

import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import dev.xwatch.perf.PerfEvent;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.SlotProbe;
import dev.xwatch.sys.Errno;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Holds debug registers in all threads of another process, as a debugger or profiler would. */
final class SlotHolder implements AutoCloseable {
    private static final Breakpoint NOWHERE = new Breakpoint(0x1000, Long.BYTES, AccessMode.X);

    private final List<PerfEvent> events = new ArrayList<>();

    private SlotHolder() {}

    /** @param slots how many in each thread; those that start later inherit them */
    static SlotHolder hold(long pid, int slots) throws IOException {
        SlotHolder holder = new SlotHolder();
        Set<Integer> seen = new HashSet<>();
        for (List<Integer> fresh = threads(pid, seen); !fresh.isEmpty(); fresh = threads(pid, seen)) {
            for (int tid : fresh) {
                holder.take(tid, slots);
            }
            seen.addAll(fresh);
        }
        return holder;
    }

    private static List<Integer> threads(long pid, Set<Integer> seen) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks.map(task -> Integer.valueOf(task.getFileName().toString()))
                    .filter(tid -> !seen.contains(tid))
                    .toList();
        }
    }

    private void take(int tid, int slots) throws IOException {
        try {
            for (int i = 0; i < slots; i++) {
                events.add(PerfEvent.breakpoint(NOWHERE, false, new PerfFeatures(false), tid, -1));
            }
        } catch (SyscallException e) {
            if (e.errno() != Errno.ESRCH) {
                throw e;
            }
        }
    }

    /** Whether each thread of a process has so many registers left, whoever holds the others. */
    static boolean eachHasFree(long pid, int free) throws IOException {
        for (int tid : threads(pid, Set.of())) {
            try {
                if (SlotProbe.freeSlots(tid, -1) != free) {
                    return false;
                }
            } catch (SyscallException e) {
                if (e.errno() != Errno.ESRCH) {
                    throw e;
                }
            }
        }
        return true;
    }

    /** In all threads together. */
    int registers() {
        return events.size();
    }

    @Override
    public void close() {
        events.forEach(PerfEvent::close);
    }
}
