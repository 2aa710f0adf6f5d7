package dev.xwatch.watch;

import dev.xwatch.perf.Breakpoint;

/**
 * Where a breakpoint is to stand.
 *
 * @param compileId the JIT's number of the compilation that is there, 0 if it is no compiled method
 * @param tier of that compilation, 1 to 4, 0 if it is no compiled method
 */
record Place(Breakpoint breakpoint, int compileId, int tier) {
    /**
     * Not {@code equals}: JDK 17 keeps the class of a record whose generated {@code equals} has been used, and with it the
     * class loader, in the method handles of {@code java.lang.runtime.ObjectMethods}.
     */
    boolean isSameAs(Place other) {
        return breakpoint.address() == other.breakpoint.address() && compileId == other.compileId && tier == other.tier;
    }
}
