package dev.xwatch.watch;

import dev.xwatch.hotspot.HotSpot;
import dev.xwatch.hotspot.Stubs.Stub;
import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds HotSpot's own code by name. It is there for good: there is nothing to follow. */
final class BlobFollower {
    private static final int SHOWN = 8;

    private final Optional<HotSpot> hotspot;
    private final Armory armory;

    BlobFollower(Optional<HotSpot> hotspot, Armory armory) {
        this.hotspot = hotspot;
        this.armory = armory;
    }

    void add(Watch watch, BlobSpec spec, long nowNanos) {
        try {
            Stub stub = find(spec);
            Breakpoint breakpoint = new Breakpoint(stub.address() + spec.offset(), Long.BYTES, AccessMode.X);
            Target target = new Target(watch, stub.name() + Offsets.text(spec.offset()));
            watch.targets().add(target);
            armory.arm(target, new Place(breakpoint, null), nowNanos, "");
        } catch (RefusedException e) {
            armory.announce(
                    watch,
                    WatchState.Failed,
                    e.refusal().why() + ". Fix: " + e.refusal().fix());
        }
    }

    private Stub find(BlobSpec spec) throws RefusedException {
        if (hotspot.isEmpty()) {
            throw new RefusedException(
                    spec.canonical(), "this JVM's structures cannot be read", "use a HotSpot JVM, 17 or later");
        }
        List<Stub> all = hotspot.get().stubs().all();
        List<Stub> named =
                all.stream().filter(stub -> isNamed(spec.name(), stub)).toList();
        if (named.isEmpty()) {
            throw new RefusedException(
                    spec.canonical(),
                    "this JVM has no stub or blob of that name, or has not made it yet",
                    "the nearest are "
                            + NearestNames.nearest(
                                    spec.name(),
                                    all.stream().map(Stub::name).distinct().toList()));
        }
        if (named.stream().map(Stub::address).distinct().count() > 1) {
            throw new RefusedException(
                    spec.canonical(),
                    named.size() + " have that name: "
                            + named.stream()
                                    .limit(SHOWN)
                                    .map(stub -> "0x" + Long.toHexString(stub.address()))
                                    .collect(Collectors.joining(", "))
                            + (named.size() > SHOWN ? ", ..." : ""),
                    "watch one by its address: watchpoint:0xADDR:8:x");
        }
        Stub stub = named.get(0);
        if (!stub.isEntry() && spec.offset() == 0) {
            throw new RefusedException(
                    spec.canonical(),
                    "it is a buffer of many pieces of code at 0x" + Long.toHexString(stub.address())
                            + ", and nobody calls its start",
                    "give an offset, blob:" + spec.name() + "+0x40, or the address of an entry in it");
        }
        return stub;
    }

    /** Spaces, which jcmd cuts at, can be written '_'. */
    private static boolean isNamed(String wanted, Stub stub) {
        return stub.name().replace(' ', '_').equals(wanted.replace(' ', '_'));
    }
}
