package dev.xwatch.watch;

import dev.xwatch.perf.CpuRing;
import dev.xwatch.perf.MalformedRecordException;
import dev.xwatch.perf.PerfRecord;
import dev.xwatch.perf.RecordDecoder;
import dev.xwatch.sys.Linux;
import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the kernel's notices of executable mappings to the table of regions. Thread-safe but for the events. */
final class RegionNotices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegionNotices.class);

    /** Of each ring, for a hundred notices: they are read at once. */
    private static final int PAGES = 4;

    private static final int LARGEST_RECORD = 1 << 16;

    private final Regions regions;
    private final List<CpuRing> rings;
    private final RegionEvents events;
    private final ByteBuffer records = ByteBuffer.allocate(LARGEST_RECORD);
    private List<RegionChange> changes = new ArrayList<>();
    private boolean lost;

    private RegionNotices(Regions regions, List<CpuRing> rings, OwnThreads own) {
        this.regions = regions;
        this.rings = rings;
        events = new RegionEvents(rings, own);
    }

    /** Opens the rings, for the calling thread to wait on. */
    static RegionNotices open(Regions regions, OwnThreads own, int[] cpus) throws SyscallException {
        List<CpuRing> rings = new ArrayList<>();
        try {
            for (int cpu : cpus) {
                rings.add(CpuRing.openWaking(cpu, Linux.gettid(), PAGES));
            }
            return new RegionNotices(regions, rings, own);
        } catch (SyscallException e) {
            rings.forEach(CpuRing::close);
            throw e;
        }
    }

    /** The events that the notices come from. For the engine's thread. */
    RegionEvents events() {
        return events;
    }

    /** Descriptors that {@code poll(2)} finds readable when there are notices. */
    List<Integer> descriptors() {
        return rings.stream().map(ring -> ring.owner().fd().number()).toList();
    }

    /**
     * Takes over all notices that there are. The decoding thread does so before it says which region a hit belongs to: a
     * notice is written before the code that it tells of can run.
     */
    synchronized void pump() {
        List<PerfRecord.Mmap2> notices = new ArrayList<>();
        for (CpuRing ring : rings) {
            while (ring.drainTo(records.clear()) > 0) {
                decode(notices);
            }
        }
        notices.sort(Comparator.comparingLong(PerfRecord.Mmap2::timeNanos));
        notices.forEach(notice -> changes.addAll(regions.noticed(notice)));
    }

    private void decode(List<PerfRecord.Mmap2> into) {
        records.flip();
        while (records.hasRemaining()) {
            try {
                PerfRecord record = RecordDecoder.decode(records);
                if (record instanceof PerfRecord.Mmap2 notice) {
                    into.add(notice);
                } else {
                    lost = true;
                }
            } catch (MalformedRecordException e) {
                LOG.warn("malformed record: {}", e.getMessage());
                lost = true;
            }
        }
    }

    /** What they said, those too that another thread has pumped. */
    synchronized List<RegionChange> take() {
        pump();
        List<RegionChange> taken = changes;
        changes = new ArrayList<>();
        return taken;
    }

    /** Whether some found no room since this was asked last: the mappings must be looked at. */
    synchronized boolean takeLost() {
        boolean were = lost;
        lost = false;
        return were;
    }

    @Override
    public void close() {
        events.close();
        rings.forEach(CpuRing::close);
    }
}
