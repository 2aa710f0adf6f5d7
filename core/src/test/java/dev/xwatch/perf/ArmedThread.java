package dev.xwatch.perf;

import dev.xwatch.procfs.Cpus;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A breakpoint of one thread, on every CPU, each with a ring. */
final class ArmedThread implements AutoCloseable {
    final PerfFeatures features = PerfFeatures.probe();
    final List<CpuRing> rings = new ArrayList<>();
    final List<PerfEvent> events = new ArrayList<>();

    ArmedThread(int tid, Breakpoint breakpoint, boolean enabled, int ringPages) throws IOException {
        try {
            for (int cpu : Cpus.online()) {
                CpuRing ring = CpuRing.open(cpu, 0, ringPages);
                rings.add(ring);
                PerfEvent event = PerfEvent.breakpoint(breakpoint, false, features, tid, cpu);
                events.add(event);
                event.redirectTo(ring.owner());
                if (enabled) {
                    event.enable();
                }
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    void modify(Breakpoint breakpoint, boolean enabled) throws SyscallException {
        for (PerfEvent event : events) {
            event.modify(breakpoint, enabled);
        }
    }

    long count() throws SyscallException {
        long count = 0;
        for (PerfEvent event : events) {
            count += event.read().count();
        }
        return count;
    }

    long lost() throws SyscallException {
        long lost = 0;
        for (PerfEvent event : events) {
            lost += event.read().lost().orElseThrow();
        }
        return lost;
    }

    List<PerfRecord> drain() throws MalformedRecordException {
        List<PerfRecord> records = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        for (CpuRing ring : rings) {
            while (ring.drainTo(buffer.clear()) > 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    records.add(RecordDecoder.decode(buffer));
                }
            }
        }
        return records;
    }

    List<PerfRecord.Sample> drainSamples() throws MalformedRecordException {
        return drain().stream()
                .filter(PerfRecord.Sample.class::isInstance)
                .map(PerfRecord.Sample.class::cast)
                .toList();
    }

    List<Long> ids() {
        return events.stream().map(PerfEvent::id).toList();
    }

    @Override
    public void close() {
        rings.forEach(CpuRing::close);
        events.forEach(PerfEvent::close);
    }
}
