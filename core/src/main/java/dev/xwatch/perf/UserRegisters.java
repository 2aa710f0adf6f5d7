package dev.xwatch.perf;

/** Which of a thread's registers a record brings. The kernel spends some 30 ns on each. */
public enum UserRegisters {
    /** What callers are found by: rbp, rsp. */
    CALLER(4, 2),
    /** Those, and what HotSpot passes integers and references in: rcx, rdx, rsi, rdi, r8, r9. */
    ARGUMENTS(0, 8);

    /** Bits of {@code enum perf_event_x86_regs}, in whose order the kernel writes: rcx, rdx, rsi, rdi, rbp, rsp, r8, r9. */
    private static final int[] BITS = {2, 3, 4, 5, 6, 7, 16, 17};

    /** Where in that list they begin, and how many they are. */
    private final int first;

    private final int count;

    UserRegisters(int first, int count) {
        this.first = first;
        this.count = count;
    }

    /** For {@code sample_regs_user}. */
    long mask() {
        long mask = 0;
        for (int i = first; i < first + count; i++) {
            mask |= 1L << BITS[i];
        }
        return mask;
    }

    int count() {
        return count;
    }

    /** So many values as a record brings, each where all of them would have it; 0 for the others. */
    long[] spread(long[] values) {
        long[] all = new long[BITS.length];
        for (int i = 0; i < count; i++) {
            all[first + i] = values[i];
        }
        return all;
    }
}
