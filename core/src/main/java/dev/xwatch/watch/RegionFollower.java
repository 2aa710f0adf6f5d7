package dev.xwatch.watch;

import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sets breakpoints in executable mappings as they appear, and takes them away when they go. Of many regions the newest are
 * watched, as many as there are registers for: their first executions are still to come.
 */
final class RegionFollower {
    private final RegionMonitor monitor;
    private final Armory armory;
    private final List<Waiting> watches = new ArrayList<>();

    /** @param sinceNanos when it began: what was mapped later is new to it */
    private record Waiting(
            Watch watch, RegionSpec spec, Predicate<Region> matcher, long sinceNanos, List<RegionTarget> targets) {
        boolean wants(Region region) {
            return (!spec.isNew() || region.sinceNanos() >= sinceNanos)
                    && region.contains(address(region))
                    && matcher.test(region);
        }

        long address(Region region) {
            return region.start() + spec.offset();
        }

        /**
         * Also if it has taken the place of one that has, and another its own: the decoding thread reads notices at any
         * time.
         */
        boolean has(Region region) {
            return targets.stream().anyMatch(target -> target.region().becomes(region));
        }
    }

    RegionFollower(RegionMonitor monitor, Armory armory) {
        this.monitor = monitor;
        this.armory = armory;
    }

    void add(Watch watch, RegionSpec spec) {
        monitor.watch();
        Waiting waiting = new Waiting(watch, spec, spec.matcher(), System.nanoTime(), new ArrayList<>());
        watches.add(waiting);
        armory.announce(watch, WatchState.Pending, awaited());
        arm(waiting);
    }

    private String awaited() {
        String gap = monitor.gap();
        return "it waits for such a region to appear"
                + (gap.isEmpty() ? "" : "; it may be noticed late, by reading /proc/self/maps: " + gap);
    }

    boolean isEmpty() {
        return watches.isEmpty();
    }

    void remove(Watch watch) {
        if (watches.removeIf(waiting -> waiting.watch == watch) && watches.isEmpty()) {
            monitor.unwatch();
        }
    }

    void tick(long nowNanos) {
        if (monitor.tick(nowNanos)) {
            for (Waiting waiting : watches) {
                letGo(waiting);
                arm(waiting);
            }
        }
    }

    private void letGo(Waiting waiting) {
        for (RegionTarget target : List.copyOf(waiting.targets)) {
            Region latest = target.region().latest();
            if (!latest.isGone() && waiting.wants(latest)) {
                target.region(latest);
            } else {
                waiting.targets.remove(target);
                armory.drop(target, "the region is no longer mapped executable", awaited());
            }
        }
    }

    private void arm(Waiting waiting) {
        monitor.live().stream()
                .filter(waiting::wants)
                .sorted(Comparator.comparingLong(Region::sinceNanos).reversed())
                .limit(SlotPool.MAX_SLOTS)
                .filter(region -> !waiting.has(region))
                .toList()
                .forEach(region -> arm(waiting, region));
    }

    /** By the breakpoint that has been in a region for longest, if there is none free. */
    private void arm(Waiting waiting, Region region) {
        boolean isFull = waiting.targets.size() == SlotPool.MAX_SLOTS || !armory.hasFree();
        Optional<RegionTarget> oldest = isFull
                ? waiting.targets.stream()
                        .filter(target ->
                                target.slot() != null && target.region().sinceNanos() < region.sinceNanos())
                        .min(Comparator.comparingLong(target -> target.region().sinceNanos()))
                : Optional.empty();
        RegionTarget target = oldest.orElseGet(() -> add(waiting, region));
        target.region(region);
        Breakpoint breakpoint = new Breakpoint(waiting.address(region), Long.BYTES, AccessMode.X);
        // How late it is: since it could be executed, or, if it was there before, since it was asked for.
        armory.arm(target, Place.in(region, breakpoint), Math.max(region.sinceNanos(), waiting.sinceNanos), "");
    }

    private static RegionTarget add(Waiting waiting, Region region) {
        RegionTarget target = new RegionTarget(waiting.watch, region, waiting.spec.offset());
        waiting.watch.targets().add(target);
        waiting.targets.add(target);
        return target;
    }
}
