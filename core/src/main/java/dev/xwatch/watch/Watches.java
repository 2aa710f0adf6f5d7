package dev.xwatch.watch;

import dev.xwatch.hotspot.CompilerDirectives;
import dev.xwatch.hotspot.HotSpot;
import dev.xwatch.hotspot.HotSpotUnavailableException;
import dev.xwatch.perf.CpuRing;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.procfs.Cpus;
import dev.xwatch.sys.Linux;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All watches, and what they share. Owned by the engine's thread, but for {@link #states}. */
final class Watches {
    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);
    private static final long COUNT_INTERVAL_NANOS = 1_000_000_000;

    /** What waits for a register has it within a second after somebody else has let go of one. */
    private static final long RETRY_INTERVAL_NANOS = 250_000_000;

    private final List<CpuRing> rings;
    private final SlotPool slots;
    private final HitReader reader;
    private final EventSink sink;
    private final StateBoard states;
    private final Armory armory;
    private final Optional<MethodFollower> methods;
    private final AddressFollower addresses;
    private final NativeFollower natives;
    private final BlobFollower blobs;
    private final RegionMonitor regionMonitor;
    private final RegionFollower regions;
    private final Trial trial;
    private final HitCost cost;
    private final RunQueue queue = RunQueue.ofThisProcess();
    private final Budget budget;
    private final PauseReports pauses;
    private final TurnTaking turns;
    private final Pace pace = new Pace();
    private final Map<String, Watch> watches = new LinkedHashMap<>();
    /** Those that end by themselves at some time. */
    private final List<Watch> ending = new ArrayList<>();

    private long countedNanos = System.nanoTime();
    private long retriedNanos = System.nanoTime();

    private Watches(
            List<CpuRing> rings,
            SlotPool slots,
            HitReader reader,
            Trial trial,
            RegionMonitor regionMonitor,
            HitCost cost,
            Budget budget,
            EventSink sink,
            Optional<HotSpot> hotspot,
            Instrumentation instrumentation)
            throws IOException {
        this.rings = rings;
        this.slots = slots;
        this.reader = reader;
        this.trial = trial;
        this.regionMonitor = regionMonitor;
        this.cost = cost;
        this.budget = budget;
        this.sink = sink;
        states = new StateBoard(sink);
        armory = new Armory(slots, states);
        pauses = new PauseReports(armory, budget);
        turns = new TurnTaking(armory);
        addresses = new AddressFollower(hotspot, armory);
        natives = new NativeFollower(armory);
        blobs = new BlobFollower(hotspot, armory);
        regions = new RegionFollower(regionMonitor, armory);
        methods = methodFollower(hotspot, instrumentation, armory);
    }

    private static Optional<MethodFollower> methodFollower(
            Optional<HotSpot> hotspot, Instrumentation instrumentation, Armory armory) throws IOException {
        if (hotspot.isEmpty()) {
            return Optional.empty();
        }
        try {
            LoadedClasses classes =
                    new LoadedClasses(hotspot.get(), ManagementFactory.getClassLoadingMXBean(), instrumentation);
            return Optional.of(new MethodFollower(
                    hotspot.get(),
                    classes,
                    new Misses(hotspot.get(), instrumentation),
                    new OutOfLine(new CompilerDirectives(), instrumentation),
                    armory));
        } catch (HotSpotUnavailableException e) {
            throw new IOException(e);
        }
    }

    static Watches open(
            OwnThreads own,
            Optional<HotSpot> hotspot,
            Instrumentation instrumentation,
            EventSink sink,
            Doorbell doorbell,
            Budget budget,
            List<WatchRequest> expected)
            throws IOException {
        PerfFeatures features = PerfFeatures.probe();
        int[] cpus = Cpus.online();
        List<CpuRing> rings = Rings.open(cpus, Linux.gettid());
        SlotPool slots = new SlotPool(rings, features, own);
        CodePlaces places = new CodePlaces(hotspot);
        slots.takeStacks(expected);
        RegionMonitor regionMonitor = new RegionMonitor(
                address -> hotspot.map(vm -> vm.codeCache().contains(address)).orElse(false),
                own,
                cpus,
                sink,
                doorbell);
        HitCost cost = new HitCost();
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
                    new Calls(hotspot, address -> places.at(address).name()),
                    sink,
                    regionMonitor::settle,
                    own);
            Watches watches = new Watches(
                    rings,
                    slots,
                    reader,
                    new Trial(features, cpus, cost),
                    regionMonitor,
                    cost,
                    budget,
                    sink,
                    hotspot,
                    instrumentation);
            slots.park(expected.size());
            return watches;
        } catch (IOException | RuntimeException e) {
            if (reader != null) {
                reader.close();
            }
            slots.close();
            rings.forEach(CpuRing::close);
            throw e;
        }
    }

    List<WatchSnapshot> add(List<WatchRequest> requests) throws IOException {
        Set<String> names = new HashSet<>(watches.keySet());
        for (WatchRequest request : requests) {
            if (!names.add(request.name())) {
                throw new RefusedException(
                        "watch " + request.text(),
                        "there is a watch named " + request.name() + " already",
                        "give it another name: NAME@" + request.spec().canonical());
            }
            if (request.spec() instanceof AddressSpec address) {
                addresses.require(request, address);
            } else if (request.spec() instanceof MethodSpec && methods.isPresent()) {
                methods.get().require(request);
            }
        }
        slots.takeStacks(requests);
        long now = System.nanoTime();
        for (WatchRequest request : requests) {
            Watch watch = new Watch(request, cost, queue);
            watches.put(request.name(), watch);
            if (request.options().mayEnd()) {
                ending.add(watch);
            }
            start(watch, now);
        }
        pace.changed();
        methods.ifPresent(follower -> follower.tick(now));
        methods.ifPresent(MethodFollower::count);
        Set<String> added = requests.stream().map(WatchRequest::name).collect(Collectors.toSet());
        return list().stream().filter(w -> added.contains(w.request().name())).toList();
    }

    private void start(Watch watch, long nowNanos) {
        String defect = trial.run();
        if (!defect.isEmpty()) {
            armory.announce(watch, WatchState.Failed, defect);
            return;
        }
        WatchSpec spec = watch.request().spec();
        if (spec instanceof AddressSpec address) {
            addresses.add(watch, address, nowNanos);
        } else if (spec instanceof NativeSpec) {
            natives.add(watch, nowNanos);
        } else if (spec instanceof BlobSpec blob) {
            blobs.add(watch, blob, nowNanos);
        } else if (spec instanceof RegionSpec region) {
            regions.add(watch, region);
        } else if (methods.isPresent()) {
            methods.get().add(watch);
        } else {
            armory.announce(
                    watch,
                    WatchState.Failed,
                    "this JVM's structures cannot be read, so methods cannot be found. Fix: use a HotSpot JVM, 17 or"
                            + " later, or watch an address");
        }
    }

    private void forget(Watch watch) {
        methods.ifPresent(follower -> follower.remove(watch));
        addresses.remove(watch);
        natives.remove(watch);
        regions.remove(watch);
    }

    /** Ends a watch for good; it stays in the list. */
    private void end(Watch watch, WatchState state, String why) {
        forget(watch);
        if (watch.targets().isEmpty()) {
            armory.announce(watch, state, why);
        }
        watch.targets().forEach(target -> armory.disarm(target, state, why));
    }

    boolean remove(String name) throws IOException {
        Watch watch = watches.get(name);
        if (watch == null) {
            return false;
        }
        flush(); // what the last hits tell of threads that are armed twice is known before the counts are read
        watch.targets().forEach(armory::release);
        flush();
        sink.count(watch.counts());
        watches.remove(name);
        ending.remove(watch);
        forget(watch);
        armory.removed(watch);
        retryWaiting();
        return true;
    }

    List<WatchSnapshot> list() throws IOException {
        flush();
        methods.ifPresent(MethodFollower::count);
        List<WatchSnapshot> list = new ArrayList<>();
        for (Watch watch : watches.values()) {
            list.add(new WatchSnapshot(watch.request(), states.of(watch.name()), watch.counts()));
        }
        return list;
    }

    EngineStatus status() {
        return new EngineStatus(SlotPool.MAX_SLOTS, slots.usedSlots(), cost.measuredTrap(), budget.percent());
    }

    Collection<StateChange> states() {
        return states.all();
    }

    /** For any thread. */
    Collection<Region> regions() {
        return regionMonitor.live();
    }

    void flush() {
        Uninterrupted.run(reader::flush);
    }

    /** Sends the counts of all watches, hits that are still on their way included. */
    void postCounts() throws IOException {
        flush();
        methods.ifPresent(MethodFollower::count);
        for (Watch watch : watches.values()) {
            sink.count(watch.counts());
        }
    }

    /** @return how long to wait before the next tick, in nanoseconds, unless there is something to do */
    long tick() throws IOException {
        if (!watches.isEmpty() && trial.isDue() && !trial.run().isEmpty()) {
            watches.values().forEach(watch -> end(watch, WatchState.Failed, trial.run()));
        }
        long now = System.nanoTime();
        if (methods.isPresent() && methods.get().tick(now)) {
            pace.changed();
        }
        addresses.tick(now);
        natives.tick(now);
        regions.tick(now);
        for (Watch watch : ending) {
            watch.ends(now).ifPresent(why -> end(watch, WatchState.Limit, why));
        }
        pauses.tick(watches.values(), System.nanoTime());
        turns.tick(watches.values(), System.nanoTime());
        boolean coverageChanged = slots.settle(now);
        if (now - countedNanos >= COUNT_INTERVAL_NANOS) {
            countedNanos = now;
            coverageChanged |= slots.maintain();
            reader.wake();
            for (Watch watch : watches.values()) {
                sink.count(watch.isQuiet() ? watch.sameCounts() : watch.counts());
            }
        }
        if (now - retriedNanos >= RETRY_INTERVAL_NANOS) {
            retriedNanos = now;
            if (slots.isWorthAnotherTry()) {
                retryWaiting();
            }
        }
        if (coverageChanged) {
            watches.values().forEach(watch -> watch.targets().forEach(armory::coverageChanged));
        }
        return pace.nextWaitNanos();
    }

    private void retryWaiting() {
        for (Watch watch : watches.values()) {
            watch.targets().forEach(armory::retry);
        }
    }

    /** Takes every watch away, then all that they stood on. */
    void close() {
        for (String name : List.copyOf(watches.keySet())) {
            try {
                remove(name);
            } catch (IOException | RuntimeException e) {
                LOG.warn("the last counts of {} are missing: {}", name, e.toString());
            }
        }
        reader.close();
        regionMonitor.close();
        slots.close();
        rings.forEach(CpuRing::close);
    }
}
