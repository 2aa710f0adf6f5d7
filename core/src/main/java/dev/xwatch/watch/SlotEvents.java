package dev.xwatch.watch;

import dev.xwatch.perf.Breakpoint;
import dev.xwatch.perf.CpuRing;
import dev.xwatch.perf.PerfEvent;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.PerfRecord;
import dev.xwatch.perf.Reading;
import dev.xwatch.perf.Sampling;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The breakpoint events of one slot. A thread has one a CPU, opened by its tid and inherited by the threads that it
 * starts; all write into the CPU's ring. They stand at one address, enabled or not, and move together.
 *
 * <p>Owned by the engine's thread, but for {@link #pause}, which is the draining thread's, {@link #hasId} and
 * {@link #isRepeated}.
 */
final class SlotEvents {
    private static final Logger LOG = LoggerFactory.getLogger(SlotEvents.class);

    private final PerfFeatures features;
    private final Sampling sampling;
    private final Map<Integer, List<PerfEvent>> byThread = new LinkedHashMap<>();
    /** Of all events that there ever were: records of those that are retired may still wait to be decoded. */
    private final Set<Long> ids = ConcurrentHashMap.newKeySet();

    private final TwiceArmed twiceArmed = new TwiceArmed();

    private Breakpoint breakpoint;
    private boolean enabled = true;
    private boolean paused;
    /** Held while events are opened, changed or closed: two threads do that. */
    private final ReentrantLock changing = new ReentrantLock();

    private interface Change {
        void make() throws IOException;
    }

    private long retiredCount;
    private long retiredLost;

    /**
     * @param parked where the events are opened, and nothing is ever executed. They are enabled there: so they tell of
     *     the threads that theirs start
     * @param sampling what its records bring
     */
    SlotEvents(PerfFeatures features, Breakpoint parked, Sampling sampling) {
        this.features = features;
        this.sampling = sampling;
        this.breakpoint = parked;
    }

    /**
     * Opens the event of a thread on the ring's CPU.
     *
     * @param inherited whether threads that it starts are to have it too
     */
    void open(int tid, CpuRing ring, boolean inherited) throws IOException {
        // Disabled until its ring is set: a hit before that would be counted without a record.
        PerfEvent event = inherited
                ? PerfEvent.breakpoint(breakpoint, false, features, sampling, tid, ring.cpu())
                : PerfEvent.uninheritedBreakpoint(breakpoint, features, sampling, tid, ring.cpu());
        try {
            ids.add(event.id()); // before a record can carry it
            event.redirectTo(ring.owner());
            change(() -> {
                if (enabled && !paused) {
                    event.enable();
                }
                byThread.computeIfAbsent(tid, id -> new ArrayList<>()).add(event);
            });
        } catch (IOException | RuntimeException | Error e) {
            event.close();
            throw e;
        }
    }

    private void change(Change change) throws IOException {
        changing.lock();
        try {
            change.make();
        } finally {
            changing.unlock();
        }
    }

    /** The threads that have events of their own, not inherited ones. */
    Set<Integer> threads() {
        return byThread.keySet();
    }

    Sampling sampling() {
        return sampling;
    }

    int size() {
        int size = 0;
        for (List<PerfEvent> events : byThread.values()) {
            size += events.size();
        }
        return size;
    }

    /**
     * Takes the events of a thread away, and with them those that other threads inherited from it.
     *
     * @return how many it had of its own
     */
    int close(int tid) throws IOException {
        List<PerfEvent> events = byThread.getOrDefault(tid, List.of());
        change(() -> {
            byThread.remove(tid);
            for (PerfEvent event : events) {
                retire(event);
            }
        });
        return events.size();
    }

    private void retire(PerfEvent event) throws IOException {
        try (event) {
            Reading last = event.read();
            retiredCount += last.count();
            retiredLost += last.lost().orElse(0);
        }
    }

    /**
     * Closes the events of threads that have ended, but not while a thread that inherited from one of them lives:
     * closing an event ends its children's, silently.
     */
    void retireEnded() throws IOException {
        closeSuperfluous();
        List<PerfEvent> ended = HungUp.among(events());
        change(() -> {
            for (PerfEvent event : ended) {
                retire(event);
            }
            byThread.values().forEach(events -> events.removeAll(ended));
            byThread.values().removeIf(List::isEmpty);
        });
    }

    private List<PerfEvent> events() {
        List<PerfEvent> events = new ArrayList<>();
        for (List<PerfEvent> ofThread : byThread.values()) {
            events.addAll(ofThread);
        }
        return events;
    }

    /** Puts the breakpoint there in every thread, enabled or not: some tens of microseconds a thread and CPU. */
    void move(Breakpoint target, boolean enable) throws IOException {
        change(() -> {
            breakpoint = target;
            enabled = enable;
            for (PerfEvent event : events()) {
                event.modify(target, enable && !paused);
            }
        });
    }

    void disable() throws IOException {
        change(() -> {
            enabled = false;
            for (PerfEvent event : events()) {
                event.disable();
            }
        });
    }

    /** Whether what is enabled next is switched off for its cost, and comes on only when that ends. */
    void startPaused(boolean pausedFromTheStart) {
        changing.lock();
        try {
            paused = pausedFromTheStart;
        } finally {
            changing.unlock();
        }
    }

    /**
     * For the draining thread: switches the breakpoint off, or on again, while it is enabled for all else.
     *
     * @return false if nothing was done, because the engine's thread is changing the events, which can take long: who
     *     drains must not wait for it
     */
    boolean pause(boolean off) {
        if (!changing.tryLock()) {
            return false;
        }
        try {
            if (paused != off && enabled) {
                for (PerfEvent event : events()) {
                    pause(event, off);
                }
            }
            paused = off;
            return true;
        } finally {
            changing.unlock();
        }
    }

    private static void pause(PerfEvent event, boolean off) {
        try {
            if (off) {
                event.disable();
            } else {
                event.enable();
            }
        } catch (SyscallException e) {
            // It is closed. The others must all be the same, on or off.
            LOG.warn("a breakpoint could not be switched {}: {}", off ? "off" : "on", e.toString());
        }
    }

    /** Whether a record with this id was written by an event of this slot. */
    boolean hasId(long eventId) {
        return ids.contains(eventId);
    }

    /** For the decoding thread: whether a hit is recorded a second time, because its thread has two events of this slot. */
    boolean isRepeated(PerfRecord.Sample sample) {
        return twiceArmed.isRepeated(sample);
    }

    /** Takes second events away from threads, with their counts: the first ones have counted the same hits. */
    private void closeSuperfluous() throws IOException {
        Set<Long> superfluous = twiceArmed.superfluous();
        if (superfluous.isEmpty()) {
            return;
        }
        change(() -> {
            byThread.forEach((tid, events) -> events.removeIf(event -> {
                boolean second = superfluous.contains(event.id());
                if (second) {
                    LOG.info("thread {} had two breakpoints, which counted its hits twice; one is taken away", tid);
                    event.close();
                }
                return second;
            }));
            byThread.values().removeIf(List::isEmpty);
        });
    }

    /** The counts of all events since they were opened, those of ended threads included. */
    Reading read() throws IOException {
        closeSuperfluous();
        long count = retiredCount;
        long lost = retiredLost;
        for (PerfEvent event : events()) {
            Reading reading = event.read();
            count += reading.count();
            lost += reading.lost().orElse(0);
        }
        return new Reading(count, features.formatLost() ? OptionalLong.of(lost) : OptionalLong.empty());
    }

    void closeAll() {
        changing.lock();
        try {
            events().forEach(PerfEvent::close);
            byThread.clear();
        } finally {
            changing.unlock();
        }
    }
}
