package dev.xwatch.hotspot;

import dev.xwatch.sys.Memory;

/**
 * {@code InvocationCounter} ({@code interpreter/invocationCounter.hpp}), of which a method has up to two: the one of its
 * {@code MethodCounters} counts interpreted calls and those of tier 2; once it has a {@code MethodData}, that one's counts
 * the calls that are interpreted or made in tier 3. Threads count without a lock, so that some calls are lost. Thread-safe.
 */
final class InvocationCounters {
    private final int methodCounters;
    private final int methodData;
    private final int inMethodCounters;
    private final int inMethodData;
    private final int shift;

    InvocationCounters(VmStructs vm) throws HotSpotUnavailableException {
        this.methodCounters = vm.offset("Method::_method_counters");
        this.methodData = vm.offset("Method::_method_data");
        this.inMethodCounters = vm.offset("MethodCounters::_invocation_counter");
        // Not exported: the first of four ints that lie before _tenure_traps (methodData.hpp of 17 to 25).
        this.inMethodData = vm.offset("MethodData::_tenure_traps") - 4 * Integer.BYTES;
        this.shift = (int) vm.constant("InvocationCounter::count_shift");
    }

    /** How many calls of a method were counted since its class was loaded or redefined. */
    long count(Memory from, long method) {
        return count(from, method + methodCounters, inMethodCounters) + count(from, method + methodData, inMethodData);
    }

    private long count(Memory from, long pointer, int offset) {
        long holder = from.u64(pointer);
        return holder == 0 ? 0 : Integer.toUnsignedLong(from.i32(holder + offset)) >>> shift;
    }
}
