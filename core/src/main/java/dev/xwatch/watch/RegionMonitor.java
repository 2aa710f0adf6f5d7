package dev.xwatch.watch;

import dev.xwatch.perf.Explanation;
import dev.xwatch.procfs.MemoryMaps;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the executable mappings while somebody wants to: events, by a look at {@code /proc/self/maps} each second; a watch,
 * by the kernel's notices, with that look as the check. Owned by the engine's thread, but for {@link #settle} and
 * {@link #live}.
 */
final class RegionMonitor {
    private static final Logger LOG = LoggerFactory.getLogger(RegionMonitor.class);
    private static final long CHECK_NANOS = 1_000_000_000;
    private static final int RETIRE_EACH = 10;

    private final Regions regions;
    private final OwnThreads own;
    private final int[] cpus;
    private final EventSink sink;
    private final Doorbell doorbell;
    private final MapsReader maps = new MapsReader();
    private volatile @Nullable RegionNotices notices;
    /** Why there are no notices though a watch wants them, empty if there are. */
    private String refusal = "";

    private boolean watched;
    private boolean known;
    private long checkedNanos = System.nanoTime();
    private int checks;

    /**
     * @param codeCache whether an address is in the JVM's code cache
     * @param doorbell where the engine's thread sleeps
     */
    RegionMonitor(LongPredicate codeCache, OwnThreads own, int[] cpus, EventSink sink, Doorbell doorbell) {
        this.regions = new Regions(codeCache);
        this.own = own;
        this.cpus = cpus;
        this.sink = sink;
        this.doorbell = doorbell;
    }

    /** A watch wants to know of each region at once, from now on: then those that are there are known. */
    void watch() {
        if (watched) {
            return;
        }
        watched = true;
        try {
            RegionNotices opened = RegionNotices.open(regions, own, cpus);
            notices = opened;
            doorbell.hear(opened.descriptors());
            opened.events().cover();
            refusal = "";
        } catch (SyscallException e) {
            refusal = Explanation.of(e);
            LOG.info("new regions are noticed by reading /proc/self/maps only: {}", refusal);
        }
        checks = 0;
        look();
    }

    /** No watch wants to know any more. */
    void unwatch() {
        watched = false;
        close();
    }

    /** Those that are known, in the order of their addresses. For any thread. */
    Collection<Region> live() {
        return regions.live();
    }

    /** Why not all regions are noticed at once, empty if they are. */
    String gap() {
        RegionNotices open = notices;
        return open == null ? refusal : open.events().gap();
    }

    /** Sees to it that every notice given so far is taken into account. For the decoding thread. */
    void settle() {
        RegionNotices open = notices;
        if (open != null) {
            open.pump();
        }
    }

    /** @return whether regions may have appeared, changed or gone */
    boolean tick(long nowNanos) {
        RegionNotices open = notices;
        boolean changed = open != null && tell(open.take());
        boolean isLost = open != null && open.takeLost();
        if (nowNanos - checkedNanos >= CHECK_NANOS || (!known && sink.wantsRegions())) {
            checkedNanos = nowNanos;
            check();
            return true;
        }
        if (isLost || (watched && !gap().isEmpty() && maps.isDue())) {
            look();
            return true;
        }
        return changed;
    }

    private void check() {
        if (watched || sink.wantsRegions()) {
            look();
        } else if (known) {
            known = false;
            regions.forget();
        }
        RegionNotices open = notices;
        if (open != null) {
            maintain(open.events());
        }
    }

    private void maintain(RegionEvents events) {
        if (checks++ == 0) {
            events.cover(); // threads that were being started when it was done first
        }
        try {
            if (checks % RETIRE_EACH == 0) {
                events.retireEnded();
            }
        } catch (IOException e) {
            LOG.warn("threads that ended keep their events: {}", e.toString());
        }
    }

    /** Looks at the mappings now. */
    private void look() {
        long begin = System.nanoTime();
        MemoryMaps now = maps.read();
        RegionNotices open = notices;
        List<RegionChange> found = new ArrayList<>();
        if (open != null) {
            found.addAll(open.take()); // lest what was mapped since be found here first, and then told of
        }
        found.addAll(regions.seen(now, begin, known ? RegionChange.Kind.Mapped : RegionChange.Kind.Existing));
        known = true;
        tell(found);
    }

    private boolean tell(List<RegionChange> changes) {
        changes.forEach(sink::region);
        return !changes.isEmpty();
    }

    void close() {
        RegionNotices open = notices;
        notices = null;
        doorbell.hear(List.of());
        if (open != null) {
            open.close();
        }
    }
}
