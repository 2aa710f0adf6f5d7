package dev.xwatch.watch;

import dev.xwatch.hotspot.NMethod;
import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import org.jspecify.annotations.Nullable;

/**
 * Where a breakpoint is to stand.
 *
 * @param nmethod the compilation that is there, null if it is no compiled method
 * @param region the mapping that it stands for, null if it stands for the address
 */
record Place(
        Breakpoint breakpoint,
        @Nullable NMethod nmethod,
        @Nullable Region region) {
    Place(Breakpoint breakpoint, @Nullable NMethod nmethod) {
        this(breakpoint, nmethod, null);
    }

    static Place in(Region region, Breakpoint breakpoint) {
        return new Place(breakpoint, null, region);
    }

    static Place entryOf(NMethod nmethod) {
        return new Place(new Breakpoint(nmethod.verifiedEntry(), Long.BYTES, AccessMode.X), nmethod);
    }

    /** The JIT's number of the compilation, 0 if it is no compiled method. */
    int compileId() {
        return nmethod == null ? 0 : nmethod.compileId();
    }

    /** Of that compilation, 1 to 4, or 0. */
    int tier() {
        return nmethod == null ? 0 : nmethod.tier();
    }

    /**
     * Not {@code equals}: JDK 17 keeps the class of a record whose generated {@code equals} has been used, and with it the
     * class loader, in the method handles of {@code java.lang.runtime.ObjectMethods}.
     */
    boolean isSameAs(Place other) {
        return breakpoint.address() == other.breakpoint.address()
                && compileId() == other.compileId()
                && tier() == other.tier()
                && latestRegion() == other.latestRegion();
    }

    private @Nullable Region latestRegion() {
        return region == null ? null : region.latest();
    }
}
