package dev.xwatch.perf;

import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One breakpoint of the calling thread and of the threads that it starts from now on: an event and a ring for each CPU.
 * For one thread at a time.
 */
public final class ThreadEvents implements AutoCloseable {
    private static final int LARGEST_RECORD = 1 << 16;

    private final List<CpuRing> rings = new ArrayList<>();
    private final List<PerfEvent> events = new ArrayList<>();
    private final Set<Long> ids = new HashSet<>();

    private ThreadEvents() {}

    /**
     * Opens it, enabled.
     *
     * @param pages of each ring, as for {@link CpuRing#open}
     */
    public static ThreadEvents open(Breakpoint breakpoint, PerfFeatures features, int[] cpus, int pages)
            throws SyscallException {
        return open(breakpoint, features, Sampling.PLAIN, cpus, pages);
    }

    /** The same with other records. */
    public static ThreadEvents open(
            Breakpoint breakpoint, PerfFeatures features, Sampling sampling, int[] cpus, int pages)
            throws SyscallException {
        ThreadEvents opened = new ThreadEvents();
        try {
            for (int cpu : cpus) {
                CpuRing ring = CpuRing.open(cpu, 0, pages);
                opened.rings.add(ring);
                PerfEvent event = PerfEvent.breakpoint(breakpoint, false, features, sampling, 0, cpu);
                opened.events.add(event);
                opened.ids.add(event.id());
                event.redirectTo(ring.owner());
            }
            // Only now, and one after the other: before it has a ring, a hit is counted but not recorded.
            for (PerfEvent event : opened.events) {
                event.enable();
            }
            return opened;
        } catch (SyscallException | RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    /** Moves it, enabled, in the threads that inherited it too. */
    public void move(Breakpoint breakpoint) throws SyscallException {
        for (PerfEvent event : events) {
            event.modify(breakpoint, true);
        }
    }

    /** Hits so far, as the kernel counted them. */
    public long count() throws SyscallException {
        long count = 0;
        for (PerfEvent event : events) {
            count += event.read().count();
        }
        return count;
    }

    /** Records of hits that found no room in the rings; 0 where the kernel does not say. */
    public long lost() throws SyscallException {
        long lost = 0;
        for (PerfEvent event : events) {
            lost += event.read().lost().orElse(0);
        }
        return lost;
    }

    /** Takes the records of hits out of the rings. */
    public List<PerfRecord.Sample> drain() throws MalformedRecordException {
        List<PerfRecord.Sample> samples = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.allocate(LARGEST_RECORD);
        for (CpuRing ring : rings) {
            while (ring.drainTo(buffer.clear()) > 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    if (RecordDecoder.decode(buffer) instanceof PerfRecord.Sample sample && ids.contains(sample.id())) {
                        samples.add(sample);
                    }
                }
            }
        }
        return samples;
    }

    @Override
    public void close() {
        rings.forEach(CpuRing::close);
        events.forEach(PerfEvent::close);
    }
}
