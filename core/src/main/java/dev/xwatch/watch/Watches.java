package dev.xwatch.watch;

import dev.xwatch.hotspot.HotSpot;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All watches, and what they share. Owned by the engine's thread, but for {@link #states}. */
final class Watches {
    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);
    private static final long COUNT_INTERVAL_NANOS = 1_000_000_000;

    /** What waits for a register has it within a second after somebody else has let go of one. */
    private static final long RETRY_INTERVAL_NANOS = 250_000_000;

    /** So long ticks may be left out while nothing happens. */
    private static final long STILL_NANOS = 250_000_000;

    private final Equipment equipment;
    private final SlotPool slots;
    private final EventSink sink;
    private final StateBoard states;
    private final Armory armory;
    private final Followers followers;
    private final RunQueue queue = RunQueue.ofThisProcess();
    private final Budget budget;
    private final PauseReports pauses;
    private final TurnTaking turns;
    private final EngineUpkeep upkeep;
    private final Pace pace = new Pace();
    private final Map<String, Watch> watches = new LinkedHashMap<>();
    /** Those that end by themselves at some time. */
    private final List<Watch> ending = new ArrayList<>();

    private long tickedNanos = System.nanoTime();
    private long countedNanos = System.nanoTime();
    private long retriedNanos = System.nanoTime();

    private Watches(
            Equipment equipment,
            Budget budget,
            EventSink sink,
            Optional<HotSpot> hotspot,
            Instrumentation instrumentation)
            throws IOException {
        this.equipment = equipment;
        this.budget = budget;
        this.sink = sink;
        slots = equipment.slots();
        states = new StateBoard(sink);
        armory = new Armory(equipment.needs(), slots, states);
        pauses = new PauseReports(armory, budget);
        turns = new TurnTaking(armory, budget);
        upkeep = new EngineUpkeep(budget);
        followers = new Followers(armory, hotspot, instrumentation, equipment.regionMonitor());
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
        Equipment equipment = Equipment.open(own, hotspot, sink, doorbell, budget, expected);
        try {
            return new Watches(equipment, budget, sink, hotspot, instrumentation);
        } catch (IOException | RuntimeException | Error e) {
            equipment.close();
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
            followers.require(request);
        }
        equipment.needs().add(requests);
        equipment.trial().run(); // while xwatch-drain gets ready
        equipment.reader().awaitRehearsed();
        long now = System.nanoTime();
        for (WatchRequest request : requests) {
            Watch watch = new Watch(request, equipment.cost(), queue);
            watches.put(request.name(), watch);
            if (request.options().mayEnd()) {
                ending.add(watch);
            }
            start(watch, now);
        }
        if (followers.lookAtMethods(now)) {
            pace.changed();
        }
        followers.count();
        List<WatchSnapshot> all = list();
        return all.subList(all.size() - requests.size(), all.size()); // in the order in which they were added
    }

    private void start(Watch watch, long nowNanos) throws IOException {
        String defect = equipment.trial().run();
        if (!defect.isEmpty()) {
            armory.announce(watch, WatchState.Failed, defect);
            return;
        }
        followers.add(watch, nowNanos);
    }

    /** Ends a watch for good; it stays in the list. */
    private void end(Watch watch, WatchState state, String why) {
        followers.remove(watch);
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
        // What the last hits tell of threads that are armed twice is known before the counts are read.
        flushForGood(List.of(watch));
        watch.targets().forEach(armory::release);
        flushForGood(List.of(watch));
        sink.count(watch.counts());
        watches.remove(name);
        ending.remove(watch);
        followers.remove(watch);
        armory.removed(watch);
        armory.retryWaiting();
        return true;
    }

    List<WatchSnapshot> list() throws IOException {
        if (armory.wasEverArmed()) {
            equipment.reader().flush();
        }
        followers.count();
        List<WatchSnapshot> list = new ArrayList<>();
        for (Watch watch : watches.values()) {
            list.add(new WatchSnapshot(watch.request(), states.of(watch.name()), watch.counts()));
        }
        return list;
    }

    EngineStatus status() {
        return new EngineStatus(
                SlotPool.MAX_SLOTS, slots.usedSlots(), equipment.cost().measuredTrap(), budget.percent());
    }

    Collection<StateChange> states() {
        return states.all();
    }

    /** For any thread. */
    Collection<Region> regions() {
        return equipment.regionMonitor().live();
    }

    /** Sends the counts of all watches, hits that are still on their way included. */
    void postCounts() throws IOException {
        if (JvmExit.isUnderWay()) {
            flushForGood(watches.values());
        } else {
            equipment.reader().flush();
        }
        followers.count();
        for (Watch watch : watches.values()) {
            sink.count(watch.counts());
        }
    }

    /** The JVM is ending. For any thread. */
    void exiting() {
        equipment.reader().exiting();
    }

    /** Whether nothing can have happened since the last tick that the next one would have to see: a microsecond's work. */
    boolean isStill() {
        return System.nanoTime() - tickedNanos < STILL_NANOS
                && armory.isIdle()
                && slots.isSettled()
                && ending.isEmpty()
                && followers.areStill();
    }

    /** @return how long to wait before the next tick, in nanoseconds, unless there is something to do */
    long tick() throws IOException {
        if (!watches.isEmpty()
                && equipment.trial().isDue()
                && !equipment.trial().run().isEmpty()) {
            watches.values()
                    .forEach(watch ->
                            end(watch, WatchState.Failed, equipment.trial().run()));
        }
        long now = System.nanoTime();
        tickedNanos = now;
        if (followers.tick(now)) {
            pace.changed();
        }
        for (Watch watch : ending) {
            watch.ends(now).ifPresent(why -> end(watch, WatchState.Limit, why));
        }
        pauses.tick(System.nanoTime());
        turns.tick(System.nanoTime());
        upkeep.tick(armory.isAnyArmed(), now);
        boolean coverageChanged = slots.settle(now);
        if (now - countedNanos >= COUNT_INTERVAL_NANOS) {
            countedNanos = now;
            coverageChanged |= slots.maintain();
            if (armory.isAnyArmed()) {
                equipment.reader().wake();
            }
            equipment.traps().tick();
            if (sink.wantsCounts()) {
                for (Watch watch : watches.values()) {
                    sink.count(watch.isQuiet() ? watch.sameCounts() : watch.counts());
                }
            }
        }
        if (now - retriedNanos >= RETRY_INTERVAL_NANOS) {
            retriedNanos = now;
            if (slots.hasFree()) {
                armory.retryWaiting();
            }
        }
        if (coverageChanged) {
            armory.armed().forEach(armory::coverageChanged);
        }
        if (armory.takeArmedAnew()) {
            equipment.reader().wake(); // it rests while there is nothing to read
        }
        return pace.nextWaitNanos(armory.isIdle());
    }

    /** For watches that nobody will ask for later: what cannot be handed on in time is discarded, which takes none. */
    private void flushForGood(Collection<Watch> last) {
        if (!equipment.reader().flush()) {
            last.forEach(watch -> watch.counters().discardRest());
            equipment.reader().flush();
        }
    }

    /** Takes every watch away, then all that they stood on. */
    void close() {
        try {
            for (String name : List.copyOf(watches.keySet())) {
                try {
                    remove(name);
                } catch (IOException | RuntimeException e) {
                    LOG.warn("the last counts of {} are missing: {}", name, e.toString());
                }
            }
        } finally {
            equipment.close();
        }
    }
}
