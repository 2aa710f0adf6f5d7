package dev.xwatch.watch;

import dev.xwatch.perf.PerfRecord;
import dev.xwatch.procfs.MemoryMaps;
import dev.xwatch.procfs.MemoryRegion;
import dev.xwatch.sys.NativeLibrary;
import dev.xwatch.sys.TrapGuard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The executable mappings of this process but for xwatch's own, from the kernel's notices and from looks at
 * {@code /proc/self/maps}. Thread-safe.
 *
 * <p>A notice's range is that of the kernel's mapping, which joins neighbours that are alike; and nothing tells of
 * {@code munmap(2)}. So of a notice whose range is partly known already, in mappings that are alike, the rest is new. If
 * all of it is known, each that is known may be another mapping at an old one's place, or the old one made executable again.
 */
final class Regions {
    /** Two events of one thread, its own and an inherited one, tell of one call within this time. */
    private static final long TWICE_NANOS = 10_000;

    private final LongPredicate codeCache;
    private final TreeMap<Long, Region> live = new TreeMap<>();
    private PerfRecord.@Nullable Mmap2 last;

    /** @param codeCache whether an address is in the JVM's code cache */
    Regions(LongPredicate codeCache) {
        this.codeCache = codeCache;
    }

    synchronized Collection<Region> live() {
        return List.copyOf(live.values());
    }

    /** Nobody keeps them up to date from now on. */
    synchronized void forget() {
        live.clear();
    }

    /** Takes over what the kernel told, in the order of time. */
    synchronized List<RegionChange> noticed(PerfRecord.Mmap2 notice) {
        if (isSecondOfOne(notice) || isLeftOut(notice.start(), notice.start() + notice.length(), notice.path())) {
            return List.of();
        }
        last = notice;
        Region whole = region(
                notice.start(),
                notice.start() + notice.length(),
                notice.permissions(),
                notice.path(),
                notice.timeNanos());
        List<Region> known = overlapping(whole);
        List<RegionChange> changes = new ArrayList<>();
        if (known.stream().allMatch(region -> region.isLike(whole) && whole.contains(region))) {
            joined(whole, known, changes);
        } else {
            replaced(whole, known, changes);
        }
        return changes;
    }

    /** Xwatch's own, and what would end before it begins. */
    private static boolean isLeftOut(long start, long end, String path) {
        return start >= end || NativeLibrary.isAt(path) || TrapGuard.isAt(start);
    }

    private boolean isSecondOfOne(PerfRecord.Mmap2 notice) {
        PerfRecord.Mmap2 before = last;
        return before != null
                && before.tid() == notice.tid()
                && before.start() == notice.start()
                && before.length() == notice.length()
                && before.permissions().equals(notice.permissions())
                && notice.timeNanos() - before.timeNanos() < TWICE_NANOS;
    }

    private void joined(Region whole, List<Region> known, List<RegionChange> changes) {
        List<Region> fresh = uncovered(whole, known);
        fresh.forEach(part -> add(part, RegionChange.Kind.Mapped, changes));
        if (fresh.isEmpty()) {
            for (Region old : known) {
                Region again = part(whole, old.start(), old.end());
                old.replacedBy(again);
                changes.add(new RegionChange(whole.sinceNanos(), old, RegionChange.Kind.Unmapped));
                add(again, RegionChange.Kind.Mapped, changes);
            }
        }
    }

    private void replaced(Region whole, List<Region> known, List<RegionChange> changes) {
        boolean isProtection = known.size() == 1 && known.get(0).contains(whole);
        for (Region old : known) {
            live.remove(old.start());
            if (old.start() == whole.start() && old.path().equals(whole.path())) {
                old.replacedBy(whole);
            } else {
                old.ends(whole.sinceNanos());
            }
            if (!isProtection) {
                changes.add(new RegionChange(whole.sinceNanos(), old, RegionChange.Kind.Unmapped));
            }
            keepRest(old, old.start(), whole.start());
            keepRest(old, whole.end(), old.end());
        }
        add(whole, isProtection ? RegionChange.Kind.Protected : RegionChange.Kind.Mapped, changes);
    }

    /**
     * Takes over what a look at the mappings showed.
     *
     * @param begin of the look: of what appeared later it says nothing
     * @param kind {@code Existing} at the first look, else {@code Mapped}, of what was not known
     */
    synchronized List<RegionChange> seen(MemoryMaps maps, long begin, RegionChange.Kind kind) {
        List<RegionChange> changes = new ArrayList<>();
        for (Region region : List.copyOf(live.values())) {
            if (region.sinceNanos() < begin) {
                check(region, maps, begin, changes);
            }
        }
        for (MemoryRegion mapping : maps.regions()) {
            if (mapping.isExecutable() && !isLeftOut(mapping.start(), mapping.end(), mapping.path())) {
                Region whole = region(mapping.start(), mapping.end(), mapping.permissions(), mapping.path(), begin);
                uncovered(whole, overlapping(whole)).forEach(part -> add(part, kind, changes));
            }
        }
        return changes;
    }

    private void check(Region region, MemoryMaps maps, long begin, List<RegionChange> changes) {
        MemoryRegion mapping =
                maps.find(region.start()).filter(MemoryRegion::isExecutable).orElse(null);
        if (mapping == null) {
            region.ends(begin);
            live.remove(region.start());
            changes.add(new RegionChange(begin, region, RegionChange.Kind.Unmapped));
        } else if (!mapping.permissions().equals(region.permissions())) {
            Region changed = region(
                    region.start(), Math.min(region.end(), mapping.end()), mapping.permissions(), region.path(), begin);
            region.replacedBy(changed);
            add(changed, RegionChange.Kind.Protected, changes);
        } else {
            region.shrink(Math.min(region.end(), mapping.end()));
            if (region.isAnonymous() && !mapping.path().isEmpty()) {
                region.rename(mapping.path());
            }
        }
    }

    private Region region(long start, long end, String permissions, String path, long since) {
        return new Region(start, end, permissions, codeCache.test(start) ? Region.CODE_CACHE : path, since);
    }

    private void add(Region region, RegionChange.Kind kind, List<RegionChange> changes) {
        live.put(region.start(), region);
        changes.add(new RegionChange(region.sinceNanos(), region, kind));
    }

    /** In the order of their addresses. */
    private List<Region> overlapping(Region whole) {
        Long before = live.floorKey(whole.start());
        return live.subMap(before == null ? whole.start() : before, whole.end()).values().stream()
                .filter(whole::overlaps)
                .toList();
    }

    /** What of an old region lies outside of a new one in its midst. */
    private void keepRest(Region old, long start, long end) {
        if (start < end) {
            live.put(start, new Region(start, end, old.permissions(), old.path(), old.sinceNanos()));
        }
    }

    /** The parts of a region that lie in none of those that overlap it, which are in the order of their addresses. */
    private static List<Region> uncovered(Region whole, List<Region> overlapping) {
        List<Region> parts = new ArrayList<>();
        long at = whole.start();
        for (Region region : overlapping) {
            if (region.start() > at) {
                parts.add(part(whole, at, region.start()));
            }
            at = Math.max(at, region.end());
        }
        if (at < whole.end()) {
            parts.add(part(whole, at, whole.end()));
        }
        return parts;
    }

    private static Region part(Region whole, long start, long end) {
        return new Region(start, end, whole.permissions(), whole.path(), whole.sinceNanos());
    }
}
