package dev.xwatch.boot;

import dev.xwatch.watch.EventSink;
import dev.xwatch.watch.Hit;
import dev.xwatch.watch.RegionChange;
import dev.xwatch.watch.StateChange;
import dev.xwatch.watch.WatchCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Counts by whom what is watched is called, for as long as somebody asks, and hands everything on. Thread-safe. */
final class CallerCounts implements EventSink {
    /** Of one watch; hits by further ones are not counted. */
    private static final int MOST_CALLERS = 1_000;

    private static final int TOP = 5;

    private final Supplier<EventSink> next;
    private final AtomicInteger asking = new AtomicInteger();
    private final Map<String, Map<String, AtomicLong>> byWatch = new ConcurrentHashMap<>();

    CallerCounts(Supplier<EventSink> next) {
        this.next = next;
    }

    /** Somebody asks from now on. */
    void begin() {
        asking.incrementAndGet();
    }

    /** Somebody asks no more. */
    void end() {
        if (asking.decrementAndGet() == 0) {
            byWatch.clear();
        }
    }

    /** The hits of each watch's most frequent callers, those first. */
    Map<String, Map<String, Long>> top() {
        Map<String, Map<String, Long>> top = new LinkedHashMap<>();
        byWatch.forEach((watch, callers) -> {
            Map<String, Long> most = new LinkedHashMap<>();
            callers.entrySet().stream()
                    .map(entry -> Map.entry(entry.getKey(), entry.getValue().get()))
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(TOP)
                    .forEach(entry -> most.put(entry.getKey(), entry.getValue()));
            top.put(watch, most);
        });
        return top;
    }

    @Override
    public void hit(Hit hit) {
        next.get().hit(hit);
        if (asking.get() > 0 && !hit.caller().isEmpty()) {
            Map<String, AtomicLong> callers = byWatch.computeIfAbsent(hit.watch(), watch -> new ConcurrentHashMap<>());
            if (callers.size() < MOST_CALLERS || callers.containsKey(hit.caller())) {
                callers.computeIfAbsent(hit.caller(), caller -> new AtomicLong())
                        .incrementAndGet();
            }
        }
    }

    @Override
    public void state(StateChange change) {
        next.get().state(change);
    }

    @Override
    public boolean wantsCounts() {
        return next.get().wantsCounts();
    }

    @Override
    public void count(WatchCounts counts) {
        next.get().count(counts);
    }

    @Override
    public boolean wantsRegions() {
        return next.get().wantsRegions();
    }

    @Override
    public void region(RegionChange change) {
        next.get().region(change);
    }
}
