package dev.xwatch.watch;

import dev.xwatch.perf.PerfEvent;
import dev.xwatch.sys.Linux;
import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Finds the events whose threads have all ended, those that inherited them included: {@code poll(2)} says POLLHUP. */
final class HungUp {
    private static final short POLLHUP = 0x10;
    private static final int POLLFD_BYTES = 8;
    private static final int POLLFD_REVENTS = 6;

    private HungUp() {}

    static List<PerfEvent> among(List<PerfEvent> events) throws SyscallException {
        if (events.isEmpty()) {
            return List.of();
        }
        ByteBuffer pollfds =
                ByteBuffer.allocateDirect(events.size() * POLLFD_BYTES).order(ByteOrder.nativeOrder());
        for (int i = 0; i < events.size(); i++) {
            pollfds.putInt(i * POLLFD_BYTES, events.get(i).fd().number());
        }
        if (Linux.poll(pollfds, events.size(), 0) == 0) {
            return List.of();
        }
        List<PerfEvent> ended = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if ((pollfds.getShort(i * POLLFD_BYTES + POLLFD_REVENTS) & POLLHUP) != 0) {
                ended.add(events.get(i));
            }
        }
        return ended;
    }
}
