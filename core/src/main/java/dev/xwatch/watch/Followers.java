package dev.xwatch.watch;

import dev.xwatch.hotspot.CompilerDirectives;
import dev.xwatch.hotspot.HotSpot;
import dev.xwatch.hotspot.HotSpotUnavailableException;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Optional;

/** What keeps watches on what their specs name, one follower for each kind. Owned by the engine's thread. */
final class Followers {
    private final Armory armory;
    private final Optional<MethodFollower> methods;
    private final AddressFollower addresses;
    private final NativeFollower natives;
    private final BlobFollower blobs;
    private final RegionFollower regions;

    Followers(Armory armory, Optional<HotSpot> hotspot, Instrumentation instrumentation, RegionMonitor regionMonitor)
            throws IOException {
        this.armory = armory;
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
            return Optional.of(new MethodFollower(
                    hotspot.get(),
                    new LoadedClasses(hotspot.get(), instrumentation),
                    new Misses(hotspot.get(), instrumentation),
                    new OutOfLine(new CompilerDirectives(), instrumentation),
                    armory));
        } catch (HotSpotUnavailableException e) {
            throw new IOException(e);
        }
    }

    /** @throws RefusedException if it is known by now that this can never be watched */
    void require(WatchRequest request) throws IOException {
        if (request.spec() instanceof AddressSpec address) {
            addresses.require(request, address);
        } else if (request.spec() instanceof MethodSpec && methods.isPresent()) {
            methods.get().require(request);
        }
    }

    /** Begins to follow, and arms what is there. */
    void add(Watch watch, long nowNanos) throws IOException {
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

    void remove(Watch watch) {
        methods.ifPresent(follower -> follower.remove(watch));
        addresses.remove(watch);
        natives.remove(watch);
        regions.remove(watch);
    }

    /**
     * Looks at methods at once, whenever they were looked at last.
     *
     * @return whether the JIT is at work, so that the next look should not be far away
     */
    boolean lookAtMethods(long nowNanos) {
        return methods.isPresent() && methods.get().tick(nowNanos);
    }

    /** Reads what methods count themselves. */
    void count() {
        methods.ifPresent(MethodFollower::count);
    }

    /** Whether all that could have brought something to arm is compilations, and there was none since the last tick. */
    boolean areStill() {
        return addresses.isEmpty()
                && natives.isEmpty()
                && regions.isEmpty()
                && methods.map(MethodFollower::isStill).orElse(true);
    }

    /** @return whether the JIT is at work, so that the next look should not be far away */
    boolean tick(long nowNanos) throws IOException {
        boolean more = lookAtMethods(nowNanos);
        addresses.tick(nowNanos);
        natives.tick(nowNanos);
        regions.tick(nowNanos);
        return more;
    }
}
