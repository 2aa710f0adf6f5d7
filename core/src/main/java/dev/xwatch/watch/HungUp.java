package dev.xwatch.watch;

import dev.xwatch.perf.PerfEvent;
import dev.xwatch.sys.PollFds;
import dev.xwatch.sys.SyscallException;
import java.util.ArrayList;
import java.util.List;

/** Finds the events whose threads have all ended, those that inherited them included: {@code poll(2)} says POLLHUP. */
final class HungUp {
    private HungUp() {}

    static List<PerfEvent> among(List<PerfEvent> events) throws SyscallException {
        if (events.isEmpty()) {
            return List.of();
        }
        PollFds descriptors =
                new PollFds(events.stream().map(event -> event.fd().number()).toList(), (short) 0);
        if (!descriptors.poll(0)) {
            return List.of();
        }
        List<PerfEvent> ended = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (descriptors.has(i, PollFds.POLLHUP)) {
                ended.add(events.get(i));
            }
        }
        return ended;
    }
}
