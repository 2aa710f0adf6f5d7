package dev.xwatch.watch;

/**
 * What a slot's breakpoint stands for from a moment on, until the slot's next assignment.
 *
 * @param method as {@code com.acme.Order.price(int)}, empty for an address
 * @param fromNanos CLOCK_MONOTONIC, taken before the breakpoint was moved there: no hit of it is older
 */
record Assignment(WatchCounters counters, String method, long address, int compileId, int tier, long fromNanos) {
    /** A data breakpoint traps after the instruction, so its hits' instruction pointer says nothing of the address. */
    boolean explains(long instructionPointer, long timeNanos) {
        return timeNanos >= fromNanos && (counters.kind() == WatchKind.DATA || instructionPointer == address);
    }
}
