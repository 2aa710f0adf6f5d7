package dev.xwatch.watch;

import dev.xwatch.hotspot.HotSpot;
import dev.xwatch.hotspot.NMethod;
import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import dev.xwatch.procfs.MemoryMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks after watches on addresses: whether anything is mapped there, and whether it is still what it was. */
final class AddressFollower {
    private final Optional<HotSpot> hotspot;
    private final Armory armory;
    private final List<AddressTarget> targets = new ArrayList<>();
    private final MapsReader maps = new MapsReader();

    AddressFollower(Optional<HotSpot> hotspot, Armory armory) {
        this.hotspot = hotspot;
        this.armory = armory;
    }

    /** @throws RefusedException for an address whose hits would not mean what they seem to */
    void require(WatchRequest request, AddressSpec spec) {
        long address = spec.breakpoint().address();
        if (hotspot.isPresent() && hotspot.get().heap().contains(address)) {
            throw new RefusedException(
                    "watch " + request.text(),
                    "0x" + Long.toHexString(address) + " is in the Java heap, where the collector moves objects about",
                    "watch memory outside of it, as direct buffers and mapped files have");
        }
        NMethod nmethod = spec.kind() == WatchKind.ADDRESS ? nmethodAt(address) : null;
        if (nmethod != null && address == nmethod.entry() && address != nmethod.verifiedEntry()) {
            throw new RefusedException(
                    "watch " + request.text(),
                    "this is the unverified entry of " + displayName(nmethod) + ", which most calls skip",
                    "watch the verified entry 0x" + Long.toHexString(nmethod.verifiedEntry())
                            + ", or the method by name");
        }
    }

    /** Arms it at once, whether anything is mapped there or not: the first execution counts. */
    void add(Watch watch, AddressSpec spec, long nowNanos) {
        Breakpoint breakpoint = spec.breakpoint();
        NMethod nmethod = spec.kind() == WatchKind.ADDRESS ? nmethodAt(breakpoint.address()) : null;
        AddressTarget target =
                new AddressTarget(watch, nmethod == null ? "" : displayName(nmethod), new Place(breakpoint, nmethod));
        watch.targets().add(target);
        targets.add(target);
        check(target, maps.read(), nowNanos, true);
    }

    boolean isEmpty() {
        return targets.isEmpty();
    }

    void remove(Watch watch) {
        targets.removeIf(target -> target.watch() == watch);
    }

    void tick(long nowNanos) {
        if (targets.isEmpty()) {
            return;
        }
        for (AddressTarget target : List.copyOf(targets)) {
            NMethod tiedTo = target.place().nmethod();
            if (tiedTo != null && !isThere(tiedTo)) {
                armory.disarm(target, WatchState.Disarmed, "the compiled method that had this address is gone");
                targets.remove(target);
            }
        }
        if (targets.stream().anyMatch(target -> !target.isMapped())) {
            maps.ifDue()
                    .ifPresent(now -> targets.stream()
                            .filter(target -> !target.isMapped())
                            .forEach(target -> check(target, now, nowNanos, false)));
        }
    }

    private void check(AddressTarget target, MemoryMaps now, long nowNanos, boolean first) {
        Breakpoint breakpoint = target.place().breakpoint();
        boolean mapped = isMapped(breakpoint, now);
        if (mapped) {
            target.setMapped();
        }
        if (first || mapped) {
            armory.arm(target, target.place(), nowNanos, mapped ? "" : awaited(breakpoint));
        }
    }

    private static String awaited(Breakpoint breakpoint) {
        return "0x" + Long.toHexString(breakpoint.address())
                + (breakpoint.mode() == AccessMode.X ? " is not mapped executable yet" : " is not mapped yet")
                + "; the breakpoint is set and waits for it";
    }

    private static boolean isMapped(Breakpoint breakpoint, MemoryMaps now) {
        return now.find(breakpoint.address())
                .filter(region -> breakpoint.mode() != AccessMode.X || region.isExecutable())
                .isPresent();
    }

    private @Nullable NMethod nmethodAt(long address) {
        return hotspot.flatMap(vm -> vm.codeCache().nmethodAt(address))
                .filter(nmethod -> nmethod.contains(address) && nmethod.methodAddress() != 0)
                .orElse(null);
    }

    private String displayName(NMethod nmethod) {
        return hotspot.map(vm -> vm.metadata().methodAt(nmethod.methodAddress()).displayName())
                .orElse("");
    }

    private boolean isThere(NMethod nmethod) {
        return hotspot.isPresent() && hotspot.get().nmethods().isThere(nmethod);
    }
}
