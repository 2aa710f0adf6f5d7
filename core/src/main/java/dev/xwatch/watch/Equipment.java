package dev.xwatch.watch;

import dev.xwatch.hotspot.HotSpot;
import dev.xwatch.perf.CpuRing;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.Rings;
import dev.xwatch.perf.Sampling;
import dev.xwatch.procfs.Cpus;
import dev.xwatch.sys.Linux;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all watches share of the kernel's, and the threads that read it. */
record Equipment(
        MistakenTraps traps,
        List<CpuRing> rings,
        SamplingNeeds needs,
        SlotPool slots,
        RegionMonitor regionMonitor,
        HitReader reader,
        Trial trial,
        HitCost cost)
        implements AutoCloseable {
    /**
     * Opens all of it, on the engine's thread.
     *
     * @param expected what will be added first: it is opened for them
     * @throws IOException if the kernel refuses; nothing is left behind then
     */
    static Equipment open(
            OwnThreads own,
            Optional<HotSpot> hotspot,
            EventSink sink,
            Doorbell doorbell,
            Budget budget,
            List<WatchRequest> expected)
            throws IOException {
        PerfFeatures features = PerfFeatures.probe();
        int[] cpus = Cpus.online();
        List<CpuRing> rings = Rings.open(cpus, Linux.gettid());
        SamplingNeeds needs = new SamplingNeeds(rings, () -> budget.isOff() ? Sampling.SELDOM : Sampling.EARLY);
        needs.add(expected);
        SlotPool slots = new SlotPool(rings, features, own, needs);
        CodePlaces places = new CodePlaces(hotspot);
        RegionMonitor regionMonitor = new RegionMonitor(
                address -> hotspot.map(vm -> vm.codeCache().contains(address)).orElse(false),
                own,
                cpus,
                sink,
                doorbell);
        HitCost cost = new HitCost();
        MistakenTraps traps = MistakenTraps.guard();
        HitReader reader = null;
        try {
            reader = new HitReader(
                    rings,
                    slots,
                    budget,
                    cost,
                    new ThreadDirectory(
                            () -> hotspot.map(vm -> vm.threads().byNativeId()).orElse(Map.of())),
                    places,
                    () -> new Calls(hotspot, address -> places.at(address).name()),
                    sink,
                    regionMonitor::settle,
                    own);
            slots.births().readBy(reader::flush);
            slots.park(expected.size());
            return new Equipment(
                    traps,
                    rings,
                    needs,
                    slots,
                    regionMonitor,
                    reader,
                    new Trial(features, needs::sampling, cpus, cost),
                    cost);
        } catch (IOException | RuntimeException | Error e) {
            if (reader != null) {
                reader.close();
            }
            slots.close();
            rings.forEach(CpuRing::close);
            traps.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
            regionMonitor.close();
        } finally {
            slots.close();
            rings.forEach(CpuRing::close);
            traps.close();
        }
    }
}
