package dev.xwatch.watch;

import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import dev.xwatch.perf.CpuRing;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.Rings;
import dev.xwatch.perf.Sampling;
import dev.xwatch.procfs.Cpus;
import dev.xwatch.sys.Linux;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Slots, rings and the reading threads against the kernel, without a JVM to follow. The test's thread plays the engine's. */
final class ReadingRig implements AutoCloseable {
    /** Of a second each. */
    private static final int MOST_FLUSHES = 30;

    final List<CpuRing> rings;
    final WatchCounters counters = new WatchCounters("w", WatchKind.ADDRESS, WatchOptions.DEFAULT);
    private final SlotPool slots;
    private final HitReader reader;

    /** With rings of the usual size. */
    ReadingRig() throws IOException {
        this(new NoSink());
    }

    /** The same, with somebody who takes the hits. */
    ReadingRig(EventSink sink) throws IOException {
        this(Rings.open(Cpus.online(), Linux.gettid()), sink);
    }

    /** @param ringPages of each ring */
    ReadingRig(int ringPages) throws IOException {
        this(rings(ringPages), new NoSink());
    }

    private ReadingRig(List<CpuRing> rings, EventSink sink) throws IOException {
        this.rings = rings;
        OwnThreads own = new OwnThreads();
        own.addCurrent();
        slots = new SlotPool(rings, PerfFeatures.probe(), own, new SamplingNeeds(rings, () -> Sampling.EARLY));
        reader = new HitReader(
                rings,
                slots,
                new Budget(0, 1),
                new HitCost(),
                new ThreadDirectory(Map::of),
                new CodePlaces(Optional.empty()),
                () -> new Calls(Optional.empty(), address -> ""),
                sink,
                () -> {},
                own);
        slots.births().readBy(reader::flush);
    }

    private static List<CpuRing> rings(int pages) throws IOException {
        List<CpuRing> rings = new ArrayList<>();
        for (int cpu : Cpus.online()) {
            rings.add(CpuRing.open(cpu, Linux.gettid(), pages));
        }
        return rings;
    }

    /** Opens all slots in all threads, as an engine does. */
    void park() throws IOException {
        slots.park(SlotPool.MAX_SLOTS);
    }

    /** Looks for threads that were missed. */
    void settle() throws IOException {
        slots.settle(System.nanoTime());
    }

    /** Sets an execution breakpoint in all threads but the test's. */
    Slot arm(long address) throws IOException {
        Slot slot = slots.acquire().orElseThrow();
        Breakpoint breakpoint = new Breakpoint(address, Long.BYTES, AccessMode.X);
        slot.assign(new Assignment(counters, Throttles.any(), "", new Place(breakpoint, null), System.nanoTime()));
        slot.events().move(breakpoint, true);
        return slot;
    }

    /** Waits until all hits so far have been counted here: longer than who asks in earnest does, for slow machines. */
    void flush() {
        boolean flushed = false;
        for (int i = 0; i < MOST_FLUSHES && !flushed; i++) {
            flushed = reader.flush();
        }
    }

    @Override
    public void close() {
        reader.close();
        slots.close();
        rings.forEach(CpuRing::close);
    }
}
